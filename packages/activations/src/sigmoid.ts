import type { Operand, Out, OutOption } from "@ngc/tensor";
import { mapUnary } from "@ngc/tensor/authoring";
import { sigmoidKernel } from "./sigmoid.kernel.generated.ts";

/**
 * The logistic function: `1 / (1 + exp(-x))`.
 *
 * It turns a score into a probability, or a drive into a rate between rest and saturation. Its slope is at most 1/4
 * and dies out on both sides, so that layers behind many of it learn slowly.
 *
 * At -Infinity 0, at Infinity 1; NaN gives NaN.
 *
 * @example
 * ```ts
 * sigmoid([-1000, 0, 2]); // => [0, 0.5, 0.8808]
 * ```
 * @python ngclearn.utils.model_utils.sigmoid
 */
export function sigmoid<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("sigmoid", x, { plain: sigmoidOf, kernel: sigmoidKernel }, options);
}

/** Of exp(-|x|), which cannot overflow: 1 / (1 + exp(-x)) would be 0 from -710 on, where the value is still e^x. */
export function sigmoidOf(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return x < 0 ? e / (1 + e) : 1 / (1 + e);
}

/**
 * Derivative of {@link sigmoid}: `s (1 - s)` with `s = sigmoid(x)`.
 *
 * Exact to the last digits for large `|x|` too, where `1 - s` would have none left. NaN gives NaN.
 *
 * @example
 * ```ts
 * dSigmoid([0, 2]); // => [0.25, 0.105]
 * dSigmoid(40) / Math.exp(-40); // => 1
 * ```
 * @python ngclearn.utils.model_utils.d_sigmoid
 */
export function dSigmoid<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("dSigmoid", x, { plain: dSigmoidOf, kernel: sigmoidKernel }, options);
}

function dSigmoidOf(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return e / ((1 + e) * (1 + e));
}
