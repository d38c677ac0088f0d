import { allocate, type NumericDType } from "../dtype.ts";
import type { AlongOptions } from "../options.ts";
import { type Shape, sizeOf } from "../shape.ts";
import { makeTensor, type Tensor, type TensorLike } from "../tensor.ts";
import { asNumeric } from "./as-tensor.ts";
import { checkAxis, checkOptions } from "./checks.ts";

/** Where the elements along `axis` lie: `count` of them, `stride` apart. */
export function lanesOf(shape: Shape, at: number): { count: number; stride: number; at: number } {
  return { count: shape[at], stride: sizeOf(shape.slice(at + 1)), at };
}

/** Where the lane that gives result `i` starts. */
export function laneStart(i: number, count: number, stride: number): number {
  return Math.floor(i / stride) * stride * count + (i % stride);
}

/** The tensor and the axis, the last where none is named, of a function that goes along one. */
export function along(
  fn: string,
  x: TensorLike,
  options: AlongOptions | undefined,
): { input: Tensor<NumericDType>; at: number } {
  const { axis = -1 } = checkOptions(fn, options);
  const input = asNumeric(fn, "x", x);
  return { input, at: checkAxis(fn, axis, input.shape.length) };
}

/**
 * A tensor whose lanes along axis `at`, now of `length`, are what `visit` makes of the input's. In the tensor a lane begins at
 * `start` and its elements lie `stride` apart.
 */
export function mapLanes(
  input: Tensor<NumericDType>,
  at: number,
  length: number,
  dtype: NumericDType,
  visit: (lane: Float64Array, result: Float64Array, start: number, stride: number) => void,
): Tensor {
  const { count, stride } = lanesOf(input.shape, at);
  const shape = input.shape.map((n, axis) => (axis === at ? length : n));
  const data = allocate<NumericDType>(dtype, sizeOf(shape));
  const [from, to] = [allocate<NumericDType>(input.dtype, count), allocate<NumericDType>(dtype, length)];
  const lanes = count === 0 ? 0 : input.data.length / count;
  for (let i = 0; i < lanes; i++) {
    const source = laneStart(i, count, stride);
    for (let k = 0; k < count; k++) from[k] = input.data[source + k * stride];
    const start = laneStart(i, length, stride);
    visit(from as Float64Array, to as Float64Array, start, stride);
    for (let k = 0; k < length; k++) data[start + k * stride] = to[k];
  }
  return makeTensor<NumericDType>(data, shape, dtype);
}
