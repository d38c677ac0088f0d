import type { FloatDType } from "@ngc/tensor";
import type { Answer } from "./operations.ts";

/** float32 sums of a million terms in different orders differ by a few 1e-5; float64 ones by 1e-12. */
const CLOSE: Readonly<Record<FloatDType, number>> = { float32: 1e-4, float64: 1e-9 };

/**
 * Where two contenders do not mean the same: undefined if they have the same length and every value is within the dtype's
 * bound of the other's size, or of 1; otherwise what was found.
 */
export function difference(theirs: Answer, ours: Answer, dtype: FloatDType): string | undefined {
  if (typeof theirs === "number" || typeof ours === "number") {
    if (typeof theirs !== typeof ours) return "one is a number, the other is not";
    return isClose(theirs as number, ours as number, CLOSE[dtype]) ? undefined : `${theirs} for ${ours}`;
  }
  if (theirs.length !== ours.length) return `${theirs.length} values for ${ours.length}`;
  for (let i = 0; i < ours.length; i++) {
    if (!isClose(Number(theirs[i]), Number(ours[i]), CLOSE[dtype]))
      return `${theirs[i]} for ${ours[i]} at ${i}`;
  }
  return undefined;
}

function isClose(a: number, b: number, close: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= close * Math.max(1, Math.abs(b));
}
