import type { Operand, Out, OutOption } from "@ngc/tensor";
import { mapUnary } from "@ngc/tensor/authoring";
import { sigmoidOf } from "./sigmoid.ts";
import { softplusKernel } from "./softplus.kernel.generated.ts";

/**
 * The smooth rectifier: `ln(1 + exp(x))`.
 *
 * A rectifier without a kink, for what must be positive, such as a rate or a variance. Its slope is the logistic
 * function.
 *
 * At -Infinity 0, at Infinity Infinity; NaN gives NaN.
 *
 * @example
 * ```ts
 * softplus([-1000, 0, 1000]); // => [0, 0.6931, 1000]
 * ```
 * @python ngclearn.utils.model_utils.softplus
 * @source Dugas, Bengio, Bélisle, Nadeau and Garcia 2001, Incorporating Second-Order Functional Knowledge for Better Option Pricing
 */
export function softplus<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("softplus", x, { plain: softplusOf, kernel: softplusKernel }, options);
}

function softplusOf(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/**
 * Derivative of {@link softplus}: `1 / (1 + exp(-x))`, the sigmoid.
 *
 * At -Infinity 0, at Infinity 1; NaN gives NaN.
 *
 * @example
 * ```ts
 * dSoftplus([-1000, 0, 2]); // => [0, 0.5, 0.8808]
 * ```
 * @python ngclearn.utils.model_utils.d_softplus
 */
export function dSoftplus<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("dSoftplus", x, { plain: sigmoidOf, kernel: softplusKernel }, options);
}
