import type { Operand, Out, OutOption } from "@ngc/tensor";
import { mapUnary } from "@ngc/tensor/authoring";
import { heavisideKernel } from "./heaviside.kernel.generated.ts";

/**
 * The unit step: 1 for `x >= 0`, else 0.
 *
 * It is the spike itself: a unit is silent or fires. Its slope is 0 wherever it has one, so that learning through it
 * needs a surrogate.
 *
 * -0 gives 1, NaN gives 0.
 *
 * @example
 * ```ts
 * heaviside([-2, 0, 3]); // => [0, 1, 1]
 * ```
 * @python ngclearn.utils.model_utils.heaviside
 */
export function heaviside<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("heaviside", x, { plain: heavisideOf, kernel: heavisideKernel }, options);
}

function heavisideOf(x: number): number {
  return x >= 0 ? 1 : 0;
}

/**
 * Straight-through derivative of {@link heaviside}: 1 everywhere, for NaN and Infinity too.
 *
 * It is not the slope, which is 0 or undefined: a gradient passes as if the step were the identity.
 *
 * @example
 * ```ts
 * dHeaviside([-2, Infinity]); // => [1, 1]
 * ```
 * @python ngclearn.utils.model_utils.d_heaviside
 * @differs Upstream computes `x * 0 + 1`, which is NaN at Infinity; here it is 1.
 * @source Bengio, Léonard and Courville 2013, https://arxiv.org/abs/1308.3432
 */
export function dHeaviside<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("dHeaviside", x, 1, options);
}
