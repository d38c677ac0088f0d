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
const LISTS = WAITING + SIDE * B_ROW;
/** Behind the lists, whole rows of a sparse factor, if they are not longer than this. */
const WHOLE = LISTS + SIDE * (528 + 1);
const LONGEST = 1024;
/** 64 KB each; what is not used is not there. */
const PAGES = 43;
/** Columns that a sparse product computes at a time. */
const SPARSE_COLUMNS = 32;
/** Rows below this many elements are copied faster by a loop, which makes no views. */
const SHORT = 20;
/** How many elements are looked at to judge a factor. */
const SAMPLE = 256;

/** `to = a b`, or `to += a b`, in float32, block by block; false where there is no kernel. Sums run over 256 products, then over the sums. */
export function multiplyBlocks(a: Factor, b: Factor, to: Float32Array, accumulate: boolean): boolean {
  const kernel = a.columns === 0 ? undefined : loadKernel(matmulKernel, PAGES);
  if (kernel === undefined) return false;
  const { room, functions } = kernel;
  const [left, right] = [a.data as Float32Array, b.data as Float32Array];
  const turnedA = a.columnStep !== 1;
  const turnedB = b.rowStep === 1;
  const sparse = isSparse(a);
  // Rows that fill whole panels need no room between them, and are copied all at once.
  const dense = sparse && !turnedB && b.columns <= SIDE && b.columns % SPARSE_COLUMNS === 0;
  const apart = dense ? b.columns : B_ROW;
  // A's rows at once too; its columns come block by block, which leaves more of the cache to B and C.
  const whole = sparse && !turnedA && a.columns <= LONGEST;
  for (let j = 0; j < b.columns; j += SIDE) {
    const columns = Math.min(SIDE, b.columns - j);
    for (let i = 0; i < a.rows; i += SIDE) {
      const rows = Math.min(SIDE, a.rows - i);
      if (accumulate) copyRows(room, C, apart, to, i * b.columns + j, b.columns, rows, columns);
      for (let k = 0; k < a.columns; k += SIDE) {
        const depth = Math.min(SIDE, a.columns - k);
        // A block that is all of the inner axis is there from the rows before.
        if (i === 0 || a.columns > SIDE) {
          if (turnedB) {
            copyRows(room, WAITING, B_ROW, right, j * b.columnStep + k, b.columnStep, columns, depth);
            functions.turn(columns, depth, 1);
          } else copyRows(room, B, apart, right, k * b.rowStep + j, b.rowStep, depth, columns);
        }
        const add = Number(accumulate || k > 0);
        let [at, between] = [WAITING, B_ROW];
        if (whole) {
          [at, between] = [WHOLE + k, a.columns];
          if (k === 0) copyRows(room, WHOLE, a.columns, left, i * a.columns, a.columns, rows, a.columns);
        } else if (turnedA)
          copyRows(room, WAITING, B_ROW, left, k * a.columnStep + i, a.columnStep, depth, rows);
        else copyRows(room, A, A_ROW, left, i * a.rowStep + k, a.rowStep, rows, depth);
        if (sparse) {
          if (!whole && !turnedA) [at, between] = [A, A_ROW];
          functions.multiplySparse(
            rows,
            columns,
            depth,
            add,
            4 * apart,
            room.byteOffset + 4 * at,
            4 * between,
            Number(turnedA),
          );
        } else {
          if (turnedA) functions.turn(depth, rows, 0);
          functions.multiply(rows, columns, depth, add);
        }
      }
      copyRows(to, i * b.columns + j, b.columns, room, C, apart, rows, columns);
    }
  }
  return true;
}

/** Whether less than a quarter of a factor seems to be not 0, judged by elements of eight of its rows. */
function isSparse({ data, rows, columns, rowStep, columnStep }: Factor): boolean {
  if (rows < 8 || columns < 16) return false;
  const perRow = SAMPLE / 8;
  let ones = 0;
  for (let s = 0; s < SAMPLE; s++) {
    const row = Math.floor(((s & 7) * rows) / 8);
    const column = Math.floor(((s >> 3) * columns) / perRow);
    if (data[row * rowStep + column * columnStep] !== 0 && ++ones >= SAMPLE / 4) return false;
  }
  return true;
}

/** Copies `rows` rows of `length` elements, `step` apart from `start` on, to rows `apart` apart from `at` on. */
function copyRows(
  to: Float32Array,
  at: number,
  apart: number,
  from: Float32Array,
  start: number,
  step: number,
  rows: number,
  length: number,
): void {
  if (apart === step) to.set(from.subarray(start, start + rows * step), at);
  else
    for (let r = 0; r < rows; r++) {
      const [first, target] = [start + r * step, at + r * apart];
      if (length < SHORT) for (let i = 0; i < length; i++) to[target + i] = from[first + i];
      else to.set(from.subarray(first, first + length), target);
    }
}
