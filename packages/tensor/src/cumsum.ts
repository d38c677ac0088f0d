import { isFloat } from "./dtype.ts";
import { along, mapLanes } from "./internal/lanes.ts";
import type { AlongOptions } from "./options.ts";
import type { DTypeOf, Tensor, TensorLike } from "./tensor.ts";

/** The dtype of running sums: bool is counted as int32, all else stays, as in JAX. */
export type CumsumDType<D> = D extends "bool" ? "int32" : D;

/**
 * The running sums along `axis`: element `i` is the sum of those up to and with `i`.
 *
 * Added in double precision; integers wrap around, bools are counted as int32.
 *
 * @throws RangeError if `x` has no such `axis`
 * @example
 * ```ts
 * cumsum([1, 2, 3]); // => [1, 3, 6]
 * cumsum([[1, 2], [3, 4]], { axis: 0 }); // => [[1, 2], [4, 6]]
 * ```
 * @python jax.numpy.cumsum
 */
export function cumsum<X extends TensorLike>(x: X, options?: AlongOptions): Tensor<CumsumDType<DTypeOf<X>>>;
export function cumsum(x: TensorLike, options?: AlongOptions): Tensor {
  const { input, at } = along("cumsum", x, options);
  const dtype = input.dtype === "bool" ? "int32" : input.dtype;
  const whole = !isFloat(dtype);
  return mapLanes(input, at, input.shape[at], dtype, (lane, sums) => {
    // -0 and -0 are -0, and whatever else is added to -0 stays what it is.
    let sum = -0;
    for (let i = 0; i < lane.length; i++) {
      sum = whole ? (sum + lane[i]) | 0 : sum + lane[i];
      sums[i] = sum;
    }
  });
}
