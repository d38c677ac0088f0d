import type { Shape, Tensor } from "@ngc/tensor";
import { allocate, makeTensor, sizeOf } from "@ngc/tensor/authoring";

/** The rows of `x` at `indices`, arranged as `shape` says; the indices are known to be rows. */
export function takeRows(x: Tensor, indices: Int32Array, shape: Shape): Tensor {
  const inner = x.shape.slice(1);
  const size = sizeOf(inner);
  const from = x.data as Float64Array;
  const to = allocate(x.dtype, indices.length * size) as Float64Array;
  if (size === 1) for (let i = 0; i < indices.length; i++) to[i] = from[indices[i]];
  else
    for (let i = 0; i < indices.length; i++)
      to.set(from.subarray(indices[i] * size, (indices[i] + 1) * size), i * size);
  return makeTensor(to as never, [...shape, ...inner], x.dtype) as Tensor;
}
