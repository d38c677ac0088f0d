import { matmulKernel } from "../matmul.kernel.generated.ts";
import type { Factor } from "./multiply.ts";
import { loadKernel } from "./tile.ts";

/** The most rows and columns of a block; kernels/matmul.ts has these distances and places too, in bytes from the memory's start. */
const SIDE = 256;
const A_ROW = 260;
const B_ROW = 264;
const A = 12288;
const B = A + SIDE * A_ROW;
const C = B + SIDE * B_ROW;
const WAITING = C + SIDE * B_ROW;
/** 64 KB each: four blocks, and the lists of a sparse product. */
const PAGES = 18;

/** `to = a b`, or `to += a b`, in float32, block by block; false where there is no kernel. Sums run over 256 products, then over the sums. */
export function multiplyBlocks(a: Factor, b: Factor, to: Float32Array, accumulate: boolean): boolean {
  const kernel = a.columns === 0 ? undefined : loadKernel(matmulKernel, PAGES);
  if (kernel === undefined) return false;
  const { room, functions } = kernel;
  const turnedA = a.columnStep !== 1;
  const turnedB = b.rowStep === 1;
  for (let j = 0; j < b.columns; j += SIDE) {
    const columns = Math.min(SIDE, b.columns - j);
    for (let i = 0; i < a.rows; i += SIDE) {
      const rows = Math.min(SIDE, a.rows - i);
      if (accumulate) rowsIn(room, C, B_ROW, to, i * b.columns + j, b.columns, rows, columns);
      for (let k = 0; k < a.columns; k += SIDE) {
        const depth = Math.min(SIDE, a.columns - k);
        if (turnedB) {
          rowsIn(room, WAITING, B_ROW, b.data, j * b.columnStep + k, b.columnStep, columns, depth);
          functions.turn(columns, depth, 1);
        } else rowsIn(room, B, B_ROW, b.data, k * b.rowStep + j, b.rowStep, depth, columns);
        if (turnedA) {
          rowsIn(room, WAITING, B_ROW, a.data, k * a.columnStep + i, a.columnStep, depth, rows);
          functions.turn(depth, rows, 0);
        } else rowsIn(room, A, A_ROW, a.data, i * a.rowStep + k, a.rowStep, rows, depth);
        functions.multiply(rows, columns, depth, Number(accumulate || k > 0));
      }
      for (let r = 0; r < rows; r++) {
        const from = C + r * B_ROW;
        to.set(room.subarray(from, from + columns), (i + r) * b.columns + j);
      }
    }
  }
  return true;
}

/** Copies `rows` rows of `length` elements, `step` apart from `start` on, to rows `apart` apart from `at` on. */
function rowsIn(
  room: Float32Array,
  at: number,
  apart: number,
  from: ArrayLike<number>,
  start: number,
  step: number,
  rows: number,
  length: number,
): void {
  for (let r = 0; r < rows; r++) {
    const first = start + r * step;
    room.set((from as Float32Array).subarray(first, first + length), at + r * apart);
  }
}
