import { allocate, type DType, type empty } from "../dtype.ts";
import { type Shape, showShape } from "../shape.ts";
import { makeTensor, type Tensor } from "../tensor.ts";
import { checkSize } from "./checks.ts";

/** A new tensor for a function's answer: of zeros, or `empty` where all is written. */
export function newTensor<D extends DType>(
  fn: string,
  shape: Shape,
  dtype: D,
  memory: typeof empty = allocate,
): Tensor<D> {
  const size = checkSize(fn, shape);
  try {
    return makeTensor(memory(dtype, size), shape, dtype);
  } catch (cause) {
    throw new RangeError(`${fn}: shape must fit in memory as ${dtype}, got ${showShape(shape)}`, { cause });
  }
}
