import { type DType, fitsFloat32, isFloat, type NumericDType } from "../dtype.ts";
import type { ReduceOptions } from "../options.ts";
import { showShape, sizeOf } from "../shape.ts";
import { makeTensor, type Tensor, type TensorLike } from "../tensor.ts";
import { asNumeric } from "./as-tensor.ts";
import { checkAxis, checkFlag, checkOptions } from "./checks.ts";
import type { Folding } from "./fold-along.ts";
import type { FoldAnswers } from "./fold-rows.ts";
import { laneStart, lanesOf } from "./lanes.ts";
import { newTensor } from "./new-tensor.ts";
import { WORTHWHILE } from "./tile.ts";

/** One value from the `count` elements from `start` on. */
export type Reduction = (data: ArrayLike<number>, start: number, count: number) => number;

/** What integers take instead: all of them, which give a number, and those along an axis, which wrap around. */
export interface OfIntegers {
  readonly whole: Reduction;
  readonly along: Reduction;
}

/** Lanes that are copied side by side when the axis is not the last: one line of the cache holds 16 float32. */
const SIDE_BY_SIDE = 16;

/** `operation` over all elements (a number) or over one axis (a tensor of `rule`'s dtype). */
export function reduce(
  fn: string,
  x: TensorLike,
  options: ReduceOptions | undefined,
  rule: (dtype: NumericDType) => DType,
  operation: Reduction | Folding,
  integers?: OfIntegers,
): number | Tensor {
  const input = asNumeric(fn, "x", x);
  const f = reductionOf(operation);
  const own = isFloat(input.dtype) ? undefined : integers;
  const { axis, keepDims = false } = checkOptions(fn, options);
  checkFlag(fn, "keepDims", keepDims);
  if (axis === undefined && !keepDims)
    return (
      foldOf(operation, input, 1, input.data.length)?.[0] ??
      (own?.whole ?? f)(input.data, 0, input.data.length)
    );
  const { count, stride, at } =
    axis === undefined
      ? { count: input.data.length, stride: 1, at: -1 }
      : lanesOf(input.shape, checkAxis(fn, axis, input.shape.length));
  const shape = input.shape.flatMap((n, i) => (at >= 0 && i !== at ? n : keepDims ? 1 : []));
  const dtype = rule(input.dtype);
  const folded = foldOf(operation, input, sizeOf(shape) / stride, count, stride);
  // What the kernel leaves is the answer itself where it is of the right kind.
  const kind = folded instanceof Int32Array ? "int32" : "float64";
  if (folded !== undefined && dtype === kind) return makeTensor<DType>(folded, shape, dtype) as Tensor;
  const result = newTensor<DType>(fn, shape, dtype);
  if (folded !== undefined) (result.data as Float64Array).set(folded);
  else reduceLanes(result.data as Float64Array, input.data, count, stride, own?.along ?? f);
  return result as Tensor;
}

function reductionOf(operation: Reduction | Folding): Reduction {
  return typeof operation === "function" ? operation : operation.plain;
}

function foldOf(
  operation: Reduction | Folding,
  { data, dtype }: Tensor<NumericDType>,
  outer: number,
  count: number,
  inner = 1,
): FoldAnswers | undefined {
  // A matrix's columns take some setting up, for each matrix.
  const length = inner === 1 ? data.length : count * inner;
  if (typeof operation === "function" || length < WORTHWHILE) return undefined;
  if (!isFloat(dtype) && !operation.selects) return undefined;
  return operation.fold(operation, data, { outer, count, inner }, !fitsFloat32(dtype));
}

/** {@link reduce} of what has no value for no elements. */
export function reduceSome(
  fn: string,
  x: TensorLike,
  options: ReduceOptions | undefined,
  rule: (dtype: NumericDType) => DType,
  f: Reduction | Folding,
): number | Tensor {
  const input = asNumeric(fn, "x", x);
  const axis = checkOptions(fn, options).axis;
  const count = axis === undefined ? input.data.length : input.shape[checkAxis(fn, axis, input.shape.length)];
  if (count === 0)
    throw new RangeError(
      `${fn}: x must not be empty where it is reduced, got shape ${showShape(input.shape)}`,
    );
  return reduce(fn, input, options, rule, f);
}

function reduceLanes(
  to: { [i: number]: number; length: number },
  from: ArrayLike<number>,
  count: number,
  stride: number,
  f: Reduction,
): void {
  if (stride === 1) {
    for (let i = 0; i < to.length; i++) to[i] = f(from, i * count, count);
    return;
  }
  const lanes = new Float64Array(SIDE_BY_SIDE * count);
  for (let first = 0; first < to.length; ) {
    const width = Math.min(SIDE_BY_SIDE, stride - (first % stride));
    const start = laneStart(first, count, stride);
    for (let k = 0; k < count; k++) {
      for (let j = 0; j < width; j++) lanes[j * count + k] = from[start + k * stride + j];
    }
    for (let j = 0; j < width; j++) to[first + j] = f(lanes, j * count, count);
    first += width;
  }
}
