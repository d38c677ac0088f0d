import type { NumericDType } from "./dtype.ts";
import { extremesKernel } from "./extremes.kernel.generated.ts";
import { type Folding, foldAlong } from "./internal/fold-along.ts";
import { reduceSome } from "./internal/reduce.ts";
import type { AxisOptions, ReduceOptions, WholeOptions } from "./options.ts";
import type { DTypeOf, Tensor, TensorLike } from "./tensor.ts";

function same(dtype: NumericDType): NumericDType {
  return dtype;
}

/**
 * The largest element: a number, or along `axis` a tensor. NaN where there is one.
 *
 * @throws RangeError if there is no element
 * @example
 * ```ts
 * max([[1, 5], [7, 2]]); // => 7
 * max([[1, 5], [7, 2]], { axis: 1 }); // => [5, 7]
 * ```
 * @python numpy.max
 */
export function max(x: TensorLike, options?: WholeOptions): number;
export function max<X extends TensorLike>(x: X, options: AxisOptions): Tensor<DTypeOf<X>>;
export function max<X extends TensorLike>(x: X, options?: ReduceOptions): number | Tensor<DTypeOf<X>>;
export function max(x: TensorLike, options?: ReduceOptions): number | Tensor {
  return reduceSome("max", x, options, same, maxFolding);
}

const maxFolding: Folding = {
  plain: maxOf,
  fold: foldAlong,
  kernel: extremesKernel,
  name: "max",
  selects: true,
  join: maxOf,
  empty: -Infinity,
};

function maxOf(data: ArrayLike<number>, start: number, count: number): number {
  let most = -Infinity;
  for (let i = start; i < start + count; i++) most = Math.max(most, data[i]);
  return most;
}

/**
 * The smallest element: a number, or along `axis` a tensor. NaN where there is one.
 *
 * @throws RangeError if there is no element
 * @example
 * ```ts
 * min([[1, 5], [7, 2]]); // => 1
 * ```
 * @python numpy.min
 */
export function min(x: TensorLike, options?: WholeOptions): number;
export function min<X extends TensorLike>(x: X, options: AxisOptions): Tensor<DTypeOf<X>>;
export function min<X extends TensorLike>(x: X, options?: ReduceOptions): number | Tensor<DTypeOf<X>>;
export function min(x: TensorLike, options?: ReduceOptions): number | Tensor {
  return reduceSome("min", x, options, same, minFolding);
}

const minFolding: Folding = {
  plain: minOf,
  fold: foldAlong,
  kernel: extremesKernel,
  name: "min",
  selects: true,
  join: minOf,
  empty: Infinity,
};

function minOf(data: ArrayLike<number>, start: number, count: number): number {
  let least = Infinity;
  for (let i = start; i < start + count; i++) least = Math.min(least, data[i]);
  return least;
}
