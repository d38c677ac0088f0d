import { type DType, empty } from "../dtype.ts";
import type { Shape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { newTensor } from "./new-tensor.ts";

/** A new tensor of `shape` whose elements lie in `x` at these strides from `offset` on. */
export function copyStrided(
  fn: string,
  x: Tensor,
  shape: Shape,
  strides: readonly number[],
  offset = 0,
): Tensor {
  const result = newTensor<DType>(fn, shape, x.dtype, empty);
  const [from, to] = [x.data as Float64Array, result.data as Float64Array];
  eachRow(shape, [strides], (start, [at], [step], length) => {
    for (let i = 0; i < length; i++) to[start + i] = from[offset + at + i * step];
  });
  return result as Tensor;
}

/** Visits each run along the last axis of `shape`, with the offset and the step of each operand that has these strides. */
export function eachRow(
  shape: Shape,
  strides: readonly (readonly number[])[],
  visit: (start: number, at: readonly number[], step: readonly number[], length: number) => void,
): void {
  const last = shape.length - 1;
  const length = shape[last] ?? 1;
  const step = strides.map((stride) => stride[last] ?? 0);
  const outer = shape.slice(0, -1).reduce((product, n) => product * n, 1);
  const index = new Array<number>(shape.length).fill(0);
  const at = strides.map(() => 0);
  for (let row = 0; row < outer; row++) {
    visit(row * length, at, step, length);
    for (let axis = last - 1; axis >= 0; axis--) {
      index[axis]++;
      for (let k = 0; k < at.length; k++) at[k] += strides[k][axis];
      if (index[axis] < shape[axis]) break;
      for (let k = 0; k < at.length; k++) at[k] -= strides[k][axis] * shape[axis];
      index[axis] = 0;
    }
  }
}
