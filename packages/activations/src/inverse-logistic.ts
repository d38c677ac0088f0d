import type { Operand, Out, OutOption } from "@ngc/tensor";
import { checkBelow, checkOptions, mapUnary } from "@ngc/tensor/authoring";
import { inverseLogisticKernel } from "./inverse-logistic.kernel.generated.ts";

/** How far from 0 and 1 the input of {@link inverseLogistic} is kept. */
export interface InverseLogisticOptions extends OutOption {
  readonly clipBound?: number;
}

/**
 * The logit, inverse of the sigmoid: `ln(x / (1 - x))`, `x` clipped to `[clipBound, 1 - clipBound]`.
 *
 * It leads from a probability back to the score that gives it: for targets that a layer before its sigmoid shall
 * meet.
 *
 * With `clipBound: 0` nothing is clipped: 0 and 1 give -Infinity and Infinity, what lies outside gives NaN. NaN gives NaN whatever the bound.
 *
 * @param x - probabilities
 * @param options - `clipBound` in [0, 0.5), 0.03 by default
 * @throws RangeError if `clipBound` is outside [0, 0.5)
 * @example
 * ```ts
 * inverseLogistic([0, 0.5, 0.9]); // => [-3.4761, 0, 2.1972]
 * inverseLogistic(0.999, { clipBound: 0 }); // => 6.9068
 * ```
 * @python ngclearn.utils.model_utils.inverse_logistic
 * @differs Upstream adds 1e-6 to the denominator and raises under jit (2.0, 3.2); here it is the logit itself.
 */
export function inverseLogistic<X extends Operand>(x: X, options?: InverseLogisticOptions): Out<X> {
  const { clipBound = 0.03 } = checkOptions("inverseLogistic", options);
  const bound = checkBelow("inverseLogistic", "clipBound", clipBound, 0, 0.5);
  const [low, high] = bound === 0 ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] : [bound, 1 - bound];
  return mapUnary(
    "inverseLogistic",
    x,
    { plain: inverseLogisticOf, kernel: inverseLogisticKernel },
    options,
    low,
    high,
  );
}

function inverseLogisticOf(x: number, low: number, high: number): number {
  const p = Math.min(Math.max(x, low), high);
  // Near 0.5 the quotient is near 1 and has lost what log1p keeps: 2p - 1 is exact there.
  return Math.abs(p - 0.5) < 0.25 ? Math.log1p((2 * p - 1) / (1 - p)) : Math.log(p / (1 - p));
}
