import type { DType } from "./dtype.ts";
import { asIndices, asTensor } from "./internal/as-tensor.ts";
import { checkAxis, checkOptions, checkSize, wrongKind, wrongValue } from "./internal/checks.ts";
import { copyStrided } from "./internal/strided.ts";
import { takeRows } from "./internal/take-rows.ts";
import { type AlongOptions, stridesOf } from "./shape.ts";
import { type DTypeOf, makeTensor, type Tensor, type TensorLike } from "./tensor.ts";

/**
 * The entries `start` up to, but not with, `end` of an axis, counted as `Array.prototype.slice` counts.
 *
 * Of axis 0, in the same memory; of another, a copy.
 *
 * @param start - from the end where negative; so is `end`, which is the axis's length by default
 * @example
 * ```ts
 * slice([10, 20, 30, 40], 1, -1); // => [20, 30]
 * slice([[1, 2, 3], [4, 5, 6]], 1, 3, { axis: 1 }); // => [[2, 3], [5, 6]]
 * ```
 * @python numpy.ndarray.__getitem__
 */
export function slice<X extends TensorLike>(
  x: X,
  start: number,
  end?: number,
  options?: AlongOptions,
): Tensor<DTypeOf<X>>;
export function slice(x: TensorLike, start: number, end?: number, options?: AlongOptions): Tensor {
  const input = asTensor("slice", "x", x);
  const { axis = 0 } = checkOptions("slice", options);
  const at = checkAxis("slice", axis, input.shape.length);
  const length = input.shape[at];
  const first = bound("start", start, length);
  const last = Math.max(first, end === undefined ? length : bound("end", end, length));
  const shape = input.shape.map((n, i) => (i === at ? last - first : n));
  const strides = stridesOf(input.shape);
  if (at > 0) return copyStrided("slice", input, shape, strides, first * strides[at]);
  const data = input.data.subarray(first * strides[0], last * strides[0]);
  return makeTensor<DType>(data, shape, input.dtype) as Tensor;
}

function bound(argument: string, value: unknown, length: number): number {
  if (typeof value !== "number") throw wrongKind("slice", `${argument} must be a whole number`, value);
  if (!Number.isInteger(value) && Math.abs(value) !== Infinity)
    throw wrongValue("slice", `${argument} must be a whole number`, value);
  return value < 0 ? Math.max(0, length + value) : Math.min(value, length);
}

/**
 * The entries of the first axis at `indices`, in new memory; the result's first axes are those of `indices`.
 *
 * @param indices - whole numbers, from the end where negative, as in NumPy
 * @throws RangeError if an index is out of range (JAX takes the nearest)
 * @example
 * ```ts
 * take([[1, 2], [3, 4], [5, 6]], [2, 0, -1]); // => [[5, 6], [1, 2], [5, 6]]
 * ```
 * @python numpy.take
 */
export function take<X extends TensorLike>(x: X, indices: TensorLike): Tensor<DTypeOf<X>>;
export function take(x: TensorLike, indices: TensorLike): Tensor {
  const input = asTensor("take", "x", x);
  checkAxis("take", 0, input.shape.length);
  const rows = input.shape[0];
  const wanted = asIndices("take", "indices", indices, -rows, rows);
  checkSize("take", [...wanted.shape, ...input.shape.slice(1)]);
  return takeRows(input, wanted.data, wanted.shape);
}
