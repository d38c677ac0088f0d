import { type Common, commonDType, type DType, type NumericDType } from "./dtype.ts";
import { asIndices, asTensor } from "./internal/as-tensor.ts";
import { checkAxis, checkHeld, checkOptions, wrongKind, wrongValue } from "./internal/checks.ts";
import { outLike, outOf } from "./internal/out.ts";
import { asOperand, commonShape, elements, pairDType, shapeOf } from "./internal/pairs.ts";
import { runChoice } from "./internal/run-pairs.ts";
import { copyStrided, eachRow } from "./internal/strided.ts";
import { takeRows } from "./internal/take-rows.ts";
import { loadKernel, tilesFor } from "./internal/tile.ts";
import { logicKernel } from "./logic.kernel.generated.ts";
import type { AlongOptions, OutOption } from "./options.ts";
import { broadcastStrides, stridesOf } from "./shape.ts";
import {
  type DTypeOf,
  type Mixed,
  makeTensor,
  type Operand,
  type Tensor,
  type TensorLike,
} from "./tensor.ts";

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
  return takeRows("take", input, wanted.data, wanted.shape);
}

/** What {@link where} gives: a number for three numbers, otherwise a tensor of what holds both `a` and `b`. */
export type Chosen<C, A, B> = A extends number
  ? B extends number
    ? C extends number
      ? number
      : Tensor<"float32">
    : Mixed<A, B>
  : B extends number
    ? Mixed<A, B>
    : Tensor<Common<DTypeOf<A>, DTypeOf<B>>>;

/**
 * `a` where `cond` is not 0, otherwise `b`.
 *
 * All three broadcast. Of one dtype, `a` and `b` keep it (bools too); two numbers give float32.
 *
 * @throws RangeError if the shapes do not broadcast, or integers cannot hold the number beside them
 * @example
 * ```ts
 * where([1, 0, 1], [1, 2, 3], 0); // => [1, 0, 3]
 * ```
 * @python numpy.where
 */
export function where<C extends Operand, A extends Operand, B extends Operand>(
  cond: C,
  a: A,
  b: B,
  options?: OutOption,
): Chosen<C, A, B>;
export function where(cond: Operand, a: Operand, b: Operand, options?: OutOption): number | Tensor {
  const test = asOperand("where", "cond", cond);
  const x = asOperand("where", "a", a);
  const y = asOperand("where", "b", b);
  const areNumbers = typeof test === "number" && typeof x === "number" && typeof y === "number";
  const out = outOf("where", options, areNumbers);
  if (areNumbers) return test === 0 ? y : x;
  const dtype = chosenDType(x, y);
  checkHeld("where", "a", x, dtype);
  checkHeld("where", "b", y, dtype);
  const [p, q, r] = [elements(test, "float64"), elements(x, dtype), elements(y, dtype)];
  const shapes = [shapeOf(test), shapeOf(x), shapeOf(y)];
  const shape = commonShape("where", "cond, a and b", ...shapes);
  const result = outLike("where", out, shape, dtype, test, x, y);
  const to = result.data as Float64Array;
  const whole =
    typeof test !== "number" && test.data.length === to.length && test.data.BYTES_PER_ELEMENT === 1;
  const fit = whole && fits(x, dtype, to.length) && fits(y, dtype, to.length);
  const tiles = fit ? tilesFor(loadKernel(logicKernel), "where", dtype) : undefined;
  if (tiles !== undefined) {
    runChoice(tiles, "where", to, p as Uint8Array, q, r);
    return result;
  }
  const strides = shapes.map((own) => broadcastStrides(own, shape.length));
  eachRow(shape, strides, (start, [atP, atQ, atR], [stepP, stepQ, stepR], length) => {
    for (let i = 0; i < length; i++)
      to[start + i] = p[atP + i * stepP] === 0 ? r[atR + i * stepR] : q[atQ + i * stepQ];
  });
  return result;
}

/** Whether `x` is a number, or as many elements of `dtype` as the answer has. */
function fits(x: Tensor<NumericDType> | number, dtype: NumericDType, length: number): boolean {
  return typeof x === "number" || (x.dtype === dtype && x.data.length === length);
}

function chosenDType(a: Tensor<NumericDType> | number, b: Tensor<NumericDType> | number): NumericDType {
  if (typeof a === "number" && typeof b === "number") return "float32";
  if (typeof a === "number" || typeof b === "number") return pairDType(a, b);
  return commonDType(a.dtype, b.dtype);
}
