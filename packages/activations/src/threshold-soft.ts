import type { Operand, Out, OutOption } from "@ngc/tensor";
import { checkNumber, mapUnary } from "@ngc/tensor/authoring";
import { thresholdSoftKernel } from "./threshold-soft.kernel.generated.ts";

/**
 * The soft threshold: `max(x - lmbda, 0) - max(-x - lmbda, 0)`, which is `x` moved towards 0 by `lmbda`.
 *
 * It is what an L1 penalty does to a code: small entries vanish and all others shrink alike, step by step in
 * iterative sparse coding.
 *
 * What lies within `lmbda` of 0 gives 0, NaN gives NaN.
 *
 * @throws RangeError if `lmbda` is NaN
 * @example
 * ```ts
 * thresholdSoft([-3, 0.5, 2], 1); // => [-2, 0, 1]
 * ```
 * @python ngclearn.utils.model_utils.threshold_soft
 * @source Daubechies, Defrise and De Mol 2004, https://arxiv.org/abs/math/0307152
 */
export function thresholdSoft<X extends Operand>(x: X, lmbda: number, options?: OutOption): Out<X> {
  return mapUnary(
    "thresholdSoft",
    x,
    { plain: thresholdSoftOf, kernel: thresholdSoftKernel },
    options,
    checkNumber("thresholdSoft", "lmbda", lmbda),
  );
}

function thresholdSoftOf(x: number, lmbda: number): number {
  // Below a negative lmbda both count, and rounding would leave nothing of a small x.
  return Math.abs(x) < -lmbda ? 2 * x : Math.max(x - lmbda, 0) - Math.max(-x - lmbda, 0);
}
