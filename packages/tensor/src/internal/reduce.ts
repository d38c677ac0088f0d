import { allocate, type DType, type NumericDType } from "../dtype.ts";
import { sizeOf } from "../shape.ts";
import { makeTensor, type Tensor, type TensorLike } from "../tensor.ts";
import { asNumeric } from "./as-tensor.ts";
import { checkAxis, checkOptions } from "./checks.ts";

/** Which axis a reduction runs over (all elements where none is given), and whether that axis stays with length 1. */
export interface ReduceOptions {
  readonly axis?: number;
  readonly keepDims?: boolean;
}

/** One value from `count` elements, `stride` apart from `start` on. */
export type Reduction = (data: ArrayLike<number>, start: number, count: number, stride: number) => number;

/** `f` over all elements (a number) or over one axis (a tensor of `rule`'s dtype). */
export function reduce(
  fn: string,
  x: TensorLike,
  options: ReduceOptions | undefined,
  rule: (dtype: NumericDType) => DType,
  f: Reduction,
): number | Tensor {
  const input = asNumeric(fn, "x", x);
  const { axis, keepDims = false } = checkOptions(fn, options);
  if (axis === undefined) {
    const value = f(input.data, 0, input.data.length, 1);
    if (!keepDims) return value;
    const dtype = rule(input.dtype);
    const data = allocate(dtype, 1) as Float64Array;
    data[0] = value;
    return makeTensor(
      data as never,
      input.shape.map(() => 1),
      dtype,
    );
  }
  const at = checkAxis(fn, axis, input.shape.length);
  const count = input.shape[at];
  const stride = sizeOf(input.shape.slice(at + 1));
  const shape = keepDims
    ? [...input.shape.slice(0, at), 1, ...input.shape.slice(at + 1)]
    : input.shape.filter((_, i) => i !== at);
  const dtype = rule(input.dtype);
  const data = allocate(dtype, sizeOf(shape)) as Float64Array;
  for (let i = 0; i < data.length; i++) {
    data[i] = f(input.data, Math.floor(i / stride) * stride * count + (i % stride), count, stride);
  }
  return makeTensor(data as never, shape, dtype);
}
