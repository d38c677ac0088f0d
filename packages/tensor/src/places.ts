import type { Folding } from "./internal/fold-along.ts";
import { foldPlaces } from "./internal/fold-places.ts";
import { reduceSome } from "./internal/reduce.ts";
import type { AxisOptions, ReduceOptions, WholeOptions } from "./options.ts";
import { placesKernel } from "./places.kernel.generated.ts";
import type { Tensor, TensorLike } from "./tensor.ts";

function int32(): "int32" {
  return "int32";
}

/**
 * Where the largest element is: its place among all (a number), or along `axis` (int32). The first of equals; the first NaN.
 *
 * @throws RangeError if there is no element
 * @example
 * ```ts
 * argmax([3, 9, 9]); // => 1
 * argmax([[1, 5], [7, 2]], { axis: 1 }); // => [1, 0]
 * ```
 * @python numpy.argmax
 */
export function argmax(x: TensorLike, options?: WholeOptions): number;
export function argmax(x: TensorLike, options: AxisOptions): Tensor<"int32">;
export function argmax(x: TensorLike, options?: ReduceOptions): number | Tensor<"int32">;
export function argmax(x: TensorLike, options?: ReduceOptions): number | Tensor {
  return reduceSome("argmax", x, options, int32, argmaxFolding);
}

const argmaxFolding: Folding = {
  plain: argmaxOf,
  fold: foldPlaces,
  kernel: placesKernel,
  name: "argmax",
  selects: true,
  join: argmaxOf,
};

function argmaxOf(data: ArrayLike<number>, start: number, count: number): number {
  let best = 0;
  for (let i = 0; i < count; i++) {
    const value = data[start + i];
    if (Number.isNaN(value)) return i;
    if (value > data[start + best]) best = i;
  }
  return best;
}

/**
 * Where the smallest element is: its place among all (a number), or along `axis` (int32). The first of equals; the first NaN.
 *
 * @throws RangeError if there is no element
 * @example
 * ```ts
 * argmin([3, 1, 1]); // => 1
 * ```
 * @python numpy.argmin
 */
export function argmin(x: TensorLike, options?: WholeOptions): number;
export function argmin(x: TensorLike, options: AxisOptions): Tensor<"int32">;
export function argmin(x: TensorLike, options?: ReduceOptions): number | Tensor<"int32">;
export function argmin(x: TensorLike, options?: ReduceOptions): number | Tensor {
  return reduceSome("argmin", x, options, int32, argminFolding);
}

const argminFolding: Folding = {
  plain: argminOf,
  fold: foldPlaces,
  kernel: placesKernel,
  name: "argmin",
  selects: true,
  join: argminOf,
};

function argminOf(data: ArrayLike<number>, start: number, count: number): number {
  let best = 0;
  for (let i = 0; i < count; i++) {
    const value = data[start + i];
    if (Number.isNaN(value)) return i;
    if (value < data[start + best]) best = i;
  }
  return best;
}
