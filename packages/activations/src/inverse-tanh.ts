import type { Operand, Out, OutOption } from "@ngc/tensor";
import { checkBelow, checkOptions, mapUnary } from "@ngc/tensor/authoring";
import { inverseTanhKernel } from "./inverse-tanh.kernel.generated.ts";

/** How far from -1 and 1 the input of {@link inverseTanh} is kept. */
export interface InverseTanhOptions extends OutOption {
  readonly clipBound?: number;
}

/**
 * The inverse hyperbolic tangent: `ln((1 + x) / (1 - x)) / 2`, `x` clipped to `[-1 + clipBound, 1 - clipBound]`.
 *
 * It leads from an activity back to the drive that gives it: for targets that a layer before its tanh shall meet.
 *
 * With `clipBound: 0` (the default) nothing is clipped: -1 and 1 give -Infinity and Infinity, what lies outside gives NaN. NaN gives NaN whatever the bound.
 *
 * @param options - `clipBound` in [0, 1), 0 by default
 * @throws RangeError if `clipBound` is outside [0, 1)
 * @example
 * ```ts
 * inverseTanh([-0.5, 0, 0.9]); // => [-0.5493, 0, 1.4722]
 * inverseTanh(1, { clipBound: 0.1 }); // => 1.4722
 * ```
 * @python ngclearn.utils.model_utils.inverse_tanh
 * @differs Upstream gives 2 atanh(x) and takes no `clip_bound`; here it is atanh(x), with the `clip_bound` of its documentation.
 */
export function inverseTanh<X extends Operand>(x: X, options?: InverseTanhOptions): Out<X> {
  const { clipBound = 0 } = checkOptions("inverseTanh", options);
  const bound = checkBelow("inverseTanh", "clipBound", clipBound, 0, 1);
  const limit = bound === 0 ? Number.POSITIVE_INFINITY : 1 - bound;
  return mapUnary("inverseTanh", x, { plain: inverseTanhOf, kernel: inverseTanhKernel }, options, limit);
}

function inverseTanhOf(x: number, limit: number): number {
  return Math.atanh(Math.min(Math.max(x, -limit), limit));
}
