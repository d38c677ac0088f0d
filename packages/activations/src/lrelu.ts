import type { Operand, Out, OutOption } from "@ngc/tensor";
import { mapUnary } from "@ngc/tensor/authoring";
import { lreluKernel } from "./lrelu.kernel.generated.ts";

/** The slope below 0. It goes through `mapUnary` as a parameter, so that float32 data meets the float32 that JAX uses. */
const LEAK = 0.01;

/**
 * The leaky linear rectifier: `x` for `x >= 0`, else `0.01 x`.
 *
 * A rectifier that lets a little of what is negative through, so that a unit that was never active can still learn.
 *
 * -0 gives -0, NaN gives NaN.
 *
 * @example
 * ```ts
 * lrelu([-2, 0, 3]); // => [-0.02, 0, 3]
 * ```
 * @python ngclearn.utils.model_utils.lrelu
 * @source Maas, Hannun and Ng 2013, Rectifier Nonlinearities Improve Neural Network Acoustic Models
 */
export function lrelu<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("lrelu", x, { plain: lreluOf, kernel: lreluKernel }, options, LEAK);
}

function lreluOf(x: number, leak: number): number {
  return x >= 0 ? x : leak * x;
}

/**
 * Derivative of {@link lrelu}: 1 for `x >= 0`, else 0.01.
 *
 * The slope at the kink is 1, as in ngc-learn. It is a comparison, so NaN gives 0.01.
 *
 * @example
 * ```ts
 * dLrelu([-2, 0, 3]); // => [0.01, 1, 1]
 * ```
 * @python ngclearn.utils.model_utils.d_lrelu
 */
export function dLrelu<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("dLrelu", x, { plain: dLreluOf, kernel: lreluKernel }, options, LEAK);
}

function dLreluOf(x: number, leak: number): number {
  return x >= 0 ? 1 : leak;
}
