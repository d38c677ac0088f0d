import type { Operand, Out, OutOption } from "@ngc/tensor";
import { mapUnary } from "@ngc/tensor/authoring";
import { reluKernel } from "./relu.kernel.generated.ts";

/**
 * The linear rectifier: `max(0, x)`.
 *
 * It passes what is positive and silences the rest: codes become sparse, and no gradient shrinks on its way through a
 * unit that is active.
 *
 * -0 gives 0, NaN gives NaN.
 *
 * @example
 * ```ts
 * relu([-2, 0, 3]); // => [0, 0, 3]
 * ```
 * @python ngclearn.utils.model_utils.relu
 * @source Nair and Hinton 2010, Rectified Linear Units Improve Restricted Boltzmann Machines
 */
export function relu<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("relu", x, { plain: reluOf, kernel: reluKernel }, options);
}

function reluOf(x: number): number {
  return Math.max(0, x);
}

/**
 * Derivative of {@link relu}: 1 for `x >= 0`, else 0.
 *
 * The slope at the kink is 1, as in ngc-learn. It is a comparison, so NaN gives 0.
 *
 * @example
 * ```ts
 * dRelu([-2, 0, 3]); // => [0, 1, 1]
 * ```
 * @python ngclearn.utils.model_utils.d_relu
 */
export function dRelu<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("dRelu", x, { plain: dReluOf, kernel: reluKernel }, options);
}

function dReluOf(x: number): number {
  return x >= 0 ? 1 : 0;
}
