import type { Operand, Out, OutOption } from "@ngc/tensor";
import { mapUnary } from "@ngc/tensor/authoring";
import { tanhKernel } from "./tanh.kernel.generated.ts";

/**
 * The hyperbolic tangent: `(exp(x) - exp(-x)) / (exp(x) + exp(-x))`.
 *
 * A sigmoid about 0: units whose activity has both signs and a mean near 0, with which the next layer learns faster.
 *
 * At -Infinity -1, at Infinity 1; -0 gives -0, NaN gives NaN.
 *
 * @example
 * ```ts
 * tanh([-1, 0, 30]); // => [-0.7616, 0, 1]
 * ```
 * @python ngclearn.utils.model_utils.tanh
 * @source LeCun, Bottou, Orr and Müller 1998, Efficient BackProp
 */
export function tanh<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("tanh", x, { plain: tanhOf, kernel: tanhKernel }, options);
}

// Wrapped, so that the loop sees functions of one kind.
function tanhOf(x: number): number {
  return Math.tanh(x);
}

/**
 * Derivative of {@link tanh}: `1 - tanh(x)^2`.
 *
 * Exact to the last digits for large `|x|` too, where the difference would have none left. NaN gives NaN.
 *
 * @example
 * ```ts
 * dTanh([-1, 0, 1]); // => [0.42, 1, 0.42]
 * dTanh(20) / (4 * Math.exp(-40)); // => 1
 * ```
 * @python ngclearn.utils.model_utils.d_tanh
 */
export function dTanh<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("dTanh", x, { plain: dTanhOf, kernel: tanhKernel }, options);
}

/** 1 - tanh² is sech². */
function dTanhOf(x: number): number {
  const e = Math.exp(-Math.abs(x));
  const sech = (2 * e) / (1 + e * e);
  return sech * sech;
}
