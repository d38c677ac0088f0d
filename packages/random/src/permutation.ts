import type { DTypeOf, Tensor, TensorLike } from "@ngc/tensor";
import { asTensor, checkWhole, makeTensor, takeRows, wrongValue } from "@ngc/tensor/authoring";
import { drawOrder } from "./internal/draw-order.ts";
import { asKey, type Key } from "./key.ts";

/**
 * The numbers 0 … n - 1 in random order, or the rows of a tensor in that order; the order that JAX gives for the key.
 *
 * @param x - how many, or a tensor whose first axis is put in order
 * @throws RangeError if `x` is a number that is not whole or is negative, or a tensor without an axis
 * @example
 * ```ts
 * permutation(key(0), 10); // => [0, 1, 8, 5, 6, 4, 3, 2, 7, 9]
 * permutation(key(1), [[1, 2], [3, 4], [5, 6]]); // => [[5, 6], [1, 2], [3, 4]]
 * ```
 * @python jax.random.permutation
 */
export function permutation(key: Key, x: number): Tensor<"int32">;
export function permutation<X extends TensorLike>(key: Key, x: X): Tensor<DTypeOf<X>>;
export function permutation(key: Key, x: number | TensorLike): Tensor;
export function permutation(key: Key, x: number | TensorLike): Tensor {
  const from = asKey("permutation", key);
  if (typeof x === "number") {
    checkWhole("permutation", "x", x, 0, 2 ** 31 - 1);
    return makeTensor(drawOrder(from, x), [x], "int32");
  }
  const rows = asTensor("permutation", "x", x);
  if (rows.shape.length === 0) throw wrongValue("permutation", "x must have at least one axis", x);
  return takeRows("permutation", rows, drawOrder(from, rows.shape[0]));
}
