import { type DType, empty } from "../dtype.ts";
import { type Shape, sizeOf } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { newTensor } from "./new-tensor.ts";

/** From this many entries a row a memory copy beats a loop (128 rows of 784 floats: 14 µs, the loop 103; of 10: 4.8 and 1.6). */
const LONG_ROW = 32;

/**
 * Of so many rows the ends are copied first. Rows taken at random lie on pages that the processor has to look up, several at
 * once if it meets them one right after the other: 60,000 rows of 784 floats 1.6 -> 1.2 times the copying of rows in order.
 */
const AHEAD = 16;

/**
 * The rows of `x` at `indices` in memory of their own, arranged as `shape` says (by default one axis).
 * The indices are known to be rows; negative ones count from the end.
 */
export function takeRows(
  fn: string,
  x: Tensor,
  indices: ArrayLike<number>,
  shape: Shape = [indices.length],
): Tensor {
  const [rows, ...inner] = x.shape;
  const width = sizeOf(inner);
  const taken = newTensor<DType>(fn, [...shape, ...inner], x.dtype, empty) as Tensor;
  // All dtypes' arrays share these operations, which is all that is used of them.
  (width < LONG_ROW ? loopRows : copyRows)(
    x.data as Float64Array,
    rows,
    indices,
    width,
    taken.data as Float64Array,
  );
  return taken;
}

function loopRows(
  from: Float64Array,
  rows: number,
  indices: ArrayLike<number>,
  width: number,
  to: Float64Array,
): void {
  for (let row = 0, at = 0; row < indices.length; row++) {
    const start = (indices[row] < 0 ? indices[row] + rows : indices[row]) * width;
    for (let i = 0; i < width; i++) to[at++] = from[start + i];
  }
}

function copyRows(
  from: Float64Array,
  rows: number,
  indices: ArrayLike<number>,
  width: number,
  to: Float64Array,
): void {
  for (let first = 0; first < indices.length; first += AHEAD) {
    const end = Math.min(first + AHEAD, indices.length);
    for (let row = first; row < end; row++) {
      const start = (indices[row] < 0 ? indices[row] + rows : indices[row]) * width;
      to[row * width] = from[start];
      to[(row + 1) * width - 1] = from[start + width - 1];
    }
    for (let row = first; row < end; row++) {
      const start = (indices[row] < 0 ? indices[row] + rows : indices[row]) * width;
      to.set(from.subarray(start, start + width), row * width);
    }
  }
}
