import type { DType } from "./dtype.ts";
import { asTensor } from "./internal/as-tensor.ts";
import { checkAxis, checkDType, checkOptions, checkShape, wrongKind, wrongValue } from "./internal/checks.ts";
import { convert } from "./internal/convert.ts";
import { newTensor } from "./internal/new-tensor.ts";
import { copyStrided } from "./internal/strided.ts";
import type { AlongOptions } from "./options.ts";
import { type Shape, showShape, sizeOf, stridesOf } from "./shape.ts";
import { type DTypeOf, makeTensor, type Tensor, type TensorLike } from "./tensor.ts";

/**
 * The same elements, in the same memory, in another shape.
 *
 * @param shape - one length may be -1: whatever is left
 * @throws RangeError if `shape` does not hold just as many elements
 * @example
 * ```ts
 * reshape([1, 2, 3, 4, 5, 6], [2, -1]); // => [[1, 2, 3], [4, 5, 6]]
 * ```
 * @python numpy.reshape
 */
export function reshape<X extends TensorLike>(x: X, shape: Shape): Tensor<DTypeOf<X>>;
export function reshape(x: TensorLike, shape: Shape): Tensor {
  const { data, dtype } = asTensor("reshape", "x", x);
  if (!Array.isArray(shape)) throw wrongKind("reshape", "shape must be an array of whole numbers", shape);
  const open = shape.indexOf(-1);
  if (open !== shape.lastIndexOf(-1)) throw wrongValue("reshape", "shape must hold -1 at most once", shape);
  const wanted = checkShape("reshape", open < 0 ? shape : shape.filter((_, axis) => axis !== open));
  if (open >= 0) wanted.splice(open, 0, data.length / sizeOf(wanted));
  if (sizeOf(wanted) !== data.length || !wanted.every(Number.isInteger))
    throw new RangeError(`reshape: shape must hold ${data.length} elements, got ${showShape(shape)}`);
  return makeTensor<DType>(data, wanted, dtype) as Tensor;
}

/**
 * `x` without its axes of length 1, or without `axis`; in the same memory.
 *
 * @throws RangeError if `axis` has not length 1
 * @example
 * ```ts
 * squeeze([[[1], [2]]]); // => [1, 2]
 * squeeze([[[1], [2]]], { axis: 0 }); // => [[1], [2]]
 * ```
 * @python numpy.squeeze
 */
export function squeeze<X extends TensorLike>(x: X, options?: AlongOptions): Tensor<DTypeOf<X>>;
export function squeeze(x: TensorLike, options?: AlongOptions): Tensor {
  const { data, shape, dtype } = asTensor("squeeze", "x", x);
  const { axis } = checkOptions("squeeze", options);
  const at = axis === undefined ? undefined : checkAxis("squeeze", axis, shape.length);
  if (at !== undefined && shape[at] !== 1)
    throw new RangeError(`squeeze: axis ${axis} must have length 1, got shape ${showShape(shape)}`);
  const rest = shape.filter((length, i) => (at === undefined ? length !== 1 : i !== at));
  return makeTensor<DType>(data, rest, dtype) as Tensor;
}

/**
 * `x` with a new axis of length 1 at `axis` of the result; in the same memory.
 *
 * @throws RangeError if the result has no such `axis`
 * @example
 * ```ts
 * expandDims([1, 2], 0); // => [[1, 2]]
 * expandDims([1, 2], -1); // => [[1], [2]]
 * ```
 * @python numpy.expand_dims
 */
export function expandDims<X extends TensorLike>(x: X, axis: number): Tensor<DTypeOf<X>>;
export function expandDims(x: TensorLike, axis: number): Tensor {
  const { data, shape, dtype } = asTensor("expandDims", "x", x);
  const at = checkAxis("expandDims", axis, shape.length + 1);
  return makeTensor<DType>(data, [...shape.slice(0, at), 1, ...shape.slice(at)], dtype) as Tensor;
}

/**
 * `x` with its axes in another order: that of `axes`, or reversed.
 *
 * @throws RangeError if `axes` does not name each axis once
 * @example
 * ```ts
 * transpose([[1, 2, 3], [4, 5, 6]]); // => [[1, 4], [2, 5], [3, 6]]
 * ```
 * @python numpy.transpose
 */
export function transpose<X extends TensorLike>(x: X, axes?: readonly number[]): Tensor<DTypeOf<X>>;
export function transpose(x: TensorLike, axes?: readonly number[]): Tensor {
  const input = asTensor("transpose", "x", x);
  const rank = input.shape.length;
  if (axes !== undefined && !Array.isArray(axes))
    throw wrongKind("transpose", "axes must be an array of whole numbers", axes);
  const order = (axes ?? input.shape.map((_, axis) => -1 - axis)).map((axis) =>
    checkAxis("transpose", axis, rank),
  );
  if (order.length !== rank || order.some((axis, i) => order.indexOf(axis) !== i))
    throw new RangeError(`transpose: axes must name each of ${rank} axes once, got ${showShape(axes ?? [])}`);
  const strides = stridesOf(input.shape);
  return copyStrided(
    "transpose",
    input,
    order.map((axis) => input.shape[axis]),
    order.map((axis) => strides[axis]),
  );
}

/**
 * The diagonal of a matrix, or the matrix with a vector as its diagonal.
 *
 * @throws RangeError if `x` has not one or two axes
 * @example
 * ```ts
 * diag([[1, 2], [3, 4]]); // => [1, 4]
 * diag([1, 2]); // => [[1, 0], [0, 2]]
 * ```
 * @python numpy.diag
 */
export function diag<X extends TensorLike>(x: X): Tensor<DTypeOf<X>>;
export function diag(x: TensorLike): Tensor {
  const input = asTensor("diag", "x", x);
  const [n, m] = input.shape;
  if (input.shape.length === 2) return copyStrided("diag", input, [Math.min(n, m)], [m + 1]);
  if (input.shape.length !== 1)
    throw new RangeError(`diag: x must have 1 or 2 axes, got shape ${showShape(input.shape)}`);
  const matrix = newTensor<DType>("diag", [n, n], input.dtype);
  for (let i = 0; i < n; i++) matrix.data[i * (n + 1)] = input.data[i];
  return matrix as Tensor;
}

/**
 * The elements as `dtype` holds them, in new memory.
 *
 * Converted as typed arrays do it: towards integers fractions are cut, what is too large wraps around, NaN and infinities give
 * 0. All but 0 is true for bool; 64-bit integers become the nearest float.
 *
 * @throws RangeError if NaN or an infinity is to become a 64-bit integer
 * @example
 * ```ts
 * astype([1.7, -1.7, 300], "uint8"); // => [1, 255, 44]
 * ```
 * @python numpy.ndarray.astype
 */
export function astype<D extends DType>(x: TensorLike, dtype: D): Tensor<D> {
  const { data, shape } = asTensor("astype", "x", x);
  checkDType("astype", dtype);
  return makeTensor(convert("astype", data, dtype), shape, dtype);
}
