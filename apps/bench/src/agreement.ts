import type { Answer } from "./operations.ts";

/** float32 sums of a million terms in different orders differ by a few 1e-5. */
const CLOSE = 1e-4;

/** Whether two contenders mean the same: the same length, every value within 1e-4 of its size, or of 1. */
export function agree(a: Answer, b: Answer): boolean {
  if (typeof a === "number" || typeof b === "number")
    return typeof a === "number" && typeof b === "number" && isClose(a, b);
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (!isClose(a[i], b[i])) return false;
  }
  return true;
}

function isClose(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= CLOSE * Math.max(1, Math.abs(b));
}
