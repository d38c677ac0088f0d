import type { Operand, Out, OutOption, Tensor } from "@ngc/tensor";
import { asNumeric, floatOf, mapUnary, outLike, outOf } from "@ngc/tensor/authoring";

/**
 * The identity: `x`.
 *
 * It is the activation of a linear layer, and stands where a function is asked for and nothing shall be done.
 *
 * The answer is a new tensor, whose integers have become float32.
 *
 * @example
 * ```ts
 * identity([-2, 0, 3]); // => [-2, 0, 3]
 * ```
 * @python ngclearn.utils.model_utils.identity
 */
export function identity<X extends Operand>(x: X, options?: OutOption): Out<X>;
export function identity(x: Operand, options?: OutOption): number | Tensor {
  const out = outOf("identity", options, typeof x === "number");
  if (typeof x === "number") return x;
  const input = asNumeric("identity", "x", x);
  const result = outLike("identity", out, input.shape, floatOf(input.dtype), input);
  result.data.set(input.data);
  return result;
}

/**
 * Derivative of {@link identity}: 1 everywhere, for NaN and Infinity too.
 *
 * @example
 * ```ts
 * dIdentity([-2, Infinity]); // => [1, 1]
 * ```
 * @python ngclearn.utils.model_utils.d_identity
 * @differs Upstream computes `x * 0 + 1`, which is NaN at Infinity; here it is 1.
 */
export function dIdentity<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("dIdentity", x, 1, options);
}
