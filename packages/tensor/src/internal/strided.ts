import { allocate, type DType } from "../dtype.ts";
import { type Shape, sizeOf } from "../shape.ts";
import { makeTensor, type Tensor } from "../tensor.ts";
import { eachRow } from "./map.ts";

/** A new tensor of `shape` whose elements lie in `x` at these strides from `offset` on. */
export function copyStrided(x: Tensor, shape: Shape, strides: readonly number[], offset = 0): Tensor {
  const result = makeTensor<DType>(allocate<DType>(x.dtype, sizeOf(shape)), shape, x.dtype);
  const [from, to] = [x.data as Float64Array, result.data as Float64Array];
  eachRow(shape, [strides], (start, [at], [step], length) => {
    for (let i = 0; i < length; i++) to[start + i] = from[offset + at + i * step];
  });
  return result as Tensor;
}
