import type { FloatDType } from "@ngc/tensor";
import { wrongValue } from "@ngc/tensor/authoring";

/** Throws unless both bounds, called so in the message, and their difference are finite in the dtype. */
export function checkSpan(fn: string, bounds: string, low: number, high: number, dtype: FloatDType): void {
  const round = dtype === "float32" ? Math.fround : Number;
  if (!Number.isFinite(round(round(high) - round(low))))
    throw wrongValue(fn, `${bounds} must be finite and not too far apart for ${dtype}`, [low, high]);
}
