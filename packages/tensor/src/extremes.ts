import type { NumericDType } from "./dtype.ts";
import { extremesKernel } from "./extremes.kernel.generated.ts";
import { foldPieces, foldRows } from "./internal/fold-rows.ts";
import {
  type AxisOptions,
  type ReduceOptions,
  type Reduction,
  reduceSome,
  type WholeOptions,
} from "./internal/reduce.ts";
import { loadKernel, TILE } from "./internal/tile.ts";
import type { DTypeOf, Tensor, TensorLike } from "./tensor.ts";

function same(dtype: NumericDType): NumericDType {
  return dtype;
}

function int32(): "int32" {
  return "int32";
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
  return reduceSome("max", x, options, same, {
    plain: maxOf,
    rows: (data, count, columns) => extremeRows("max", data, count, columns, maxOf),
  });
}

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
  return reduceSome("min", x, options, same, {
    plain: minOf,
    rows: (data, count, columns) => extremeRows("min", data, count, columns, minOf),
  });
}

function minOf(data: ArrayLike<number>, start: number, count: number): number {
  let least = Infinity;
  for (let i = start; i < start + count; i++) least = Math.min(least, data[i]);
  return least;
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
  return reduceSome("argmax", x, options, int32, {
    plain: argmaxOf,
    rows: (data, count, columns) => placesInRows("argmax", data, count, columns, argmaxOf),
  });
}

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
  return reduceSome("argmin", x, options, int32, {
    plain: argminOf,
    rows: (data, count, columns) => placesInRows("argmin", data, count, columns, argminOf),
  });
}

function argminOf(data: ArrayLike<number>, start: number, count: number): number {
  let best = 0;
  for (let i = 0; i < count; i++) {
    const value = data[start + i];
    if (Number.isNaN(value)) return i;
    if (value < data[start + best]) best = i;
  }
  return best;
}

/** Each row's extreme by the kernel's function `name`; `join` finds it among those of a long row's pieces. */
function extremeRows(
  name: string,
  data: ArrayLike<number>,
  count: number,
  columns: number,
  join: Reduction,
): Float64Array | undefined {
  const kernel = loadKernel(extremesKernel);
  if (kernel === undefined) return undefined;
  const extremes = new Float64Array(count);
  foldRows(kernel, name, extremes, { data, columns }, { join });
  return extremes;
}

/** {@link extremeRows} of places. */
function placesInRows(
  name: string,
  data: ArrayLike<number>,
  count: number,
  columns: number,
  join: Reduction,
): Float64Array | undefined {
  if (columns <= TILE) return extremeRows(name, data, count, columns, join);
  const kernel = loadKernel(extremesKernel);
  if (kernel === undefined) return undefined;
  return Float64Array.from({ length: count }, (_, row) => {
    const places = foldPieces(kernel, name, { data, columns }, row).map(
      (place, piece) => piece * TILE + place,
    );
    return places[
      join(
        places.map((place) => data[row * columns + place]),
        0,
        places.length,
      )
    ];
  });
}
