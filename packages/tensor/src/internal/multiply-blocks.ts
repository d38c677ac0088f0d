import { matmulKernel } from "../matmul.kernel.generated.ts";
import type { Factor } from "./multiply.ts";
import { type LoadedKernel, loadKernel } from "./tile.ts";

/** The longest row of a block, and the distances and places of kernels/matmul.ts: all in bytes, float32 and float64 alike. */
const ROW = 1024;
const A_ROW = 1040;
const B_ROW = 1056;
const A = 65536;
const B = A + 256 * A_ROW;
const C = B + 256 * B_ROW;
const WAITING = C + 256 * B_ROW;
/** Up to this many elements a sparse factor's rows are listed whole, of so many bytes at a time: what waits stays in the first cache. */
const LONGEST = 1024;
const PIECE = 16_384;
/** 64 KB each; what is not used is not there. */
const PAGES = 51;
/** What a sparse product computes of a row at a time, in bytes. */
const PANEL = 128;
/** Rows below this many elements are copied faster by a loop, which makes no views. */
const SHORT = 20;
/** How many elements are looked at to judge a factor. */
const SAMPLE = 256;

/** The kernel as one product uses it. */
interface Product {
  readonly functions: LoadedKernel["functions"];
  /** Its memory, in the product's dtype. */
  readonly room: Float32Array | Float64Array;
  /** Bytes an element, and whether these are those of float64. */
  readonly size: number;
  readonly wide: number;
  /** How far apart the rows of B and of the product lie, in bytes. */
  readonly apart: number;
  /** Whether the rows of a sparse A, or its columns where it comes as its transpose, are listed whole, once for all blocks. */
  readonly isWhole: boolean;
  /** Whether the block of B that is there is finite, beside a sparse A. */
  isFinite: boolean;
}

/** A block: where it begins on each axis, and how far it reaches. */
interface Block {
  readonly i: number;
  readonly j: number;
  readonly k: number;
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
}

/**
 * `to = a b`, or `to += a b`, in the dtype of `to`, block by block; false where there is no kernel. Sums of float32 run over 256
 * products, then over the sums; those of float64 over all.
 */
export function multiplyBlocks(
  a: Factor,
  b: Factor,
  to: Float32Array | Float64Array,
  accumulate: boolean,
): boolean {
  const kernel = a.columns === 0 ? undefined : loadKernel(matmulKernel, PAGES);
  if (kernel === undefined) return false;
  const isWide = to instanceof Float64Array;
  const size = to.BYTES_PER_ELEMENT;
  const side = ROW / size;
  const isSparse = isMostlyZero(a);
  const product: Product = {
    functions: kernel.functions,
    room: (isWide ? kernel.float64.room : kernel.room) as Float32Array | Float64Array,
    size,
    wide: Number(isWide),
    apart: isSparse ? distanceBeside(b, size) : B_ROW,
    isWhole: isSparse && isListedWhole(a, side),
    isFinite: true,
  };
  const across = product.apart === B_ROW ? side : b.columns;
  // What stays in the first cache is copied out faster, and in before if it is added to.
  const down = product.isWhole && a.columns <= side ? Math.ceil(PIECE / product.apart) : side;
  for (let j = 0; j < b.columns; j += across) {
    const columns = Math.min(across, b.columns - j);
    for (let i = 0; i < a.rows; i += down) {
      const rows = Math.min(down, a.rows - i);
      const corner = i * b.columns + j;
      if (accumulate) copyIn(product, C, product.apart, to, corner, b.columns, rows, columns);
      for (let k = 0; k < a.columns; k += side) {
        const block: Block = { i, j, k, rows, columns, depth: Math.min(side, a.columns - k) };
        // A block that is all of the inner axis is there from the rows before.
        if (i === 0 || a.columns > side) bringB(product, b, block, isSparse);
        (isSparse ? multiplySparse : multiplyDense)(product, a, block, Number(accumulate || k > 0));
      }
      copyOut(product, to, corner, b.columns, rows, columns);
    }
  }
  return true;
}

/** The distance of B's rows beside a sparse A: those that fill whole panels need no room between them, and fit in whole. */
function distanceBeside({ columns, columnStep }: Factor, size: number): number {
  const bytes = columns * size;
  const isPacked = columnStep === 1 && bytes % PANEL === 0 && (ROW / size) * bytes <= 256 * B_ROW;
  return isPacked ? bytes : B_ROW;
}

/** Whether A's lines are not too long; columns, of which the inner axis must be one block, are for the blocks of the outer. */
function isListedWhole({ columns, rowStep, columnStep }: Factor, side: number): boolean {
  return columnStep === 1 ? rowStep <= LONGEST : columnStep <= LONGEST && columns <= side;
}

function bringB(product: Product, b: Factor, { j, k, columns, depth }: Block, isSparse: boolean): void {
  const { functions, wide, apart } = product;
  if (b.columnStep === 1) copyIn(product, B, apart, b.data, k * b.rowStep + j, b.rowStep, depth, columns);
  else bringTurned(product, B, B_ROW, b.data, j * b.columnStep + k, b.columnStep, columns, depth);
  if (isSparse) product.isFinite = functions.isFinite(wide, columns, depth, apart) === 1;
}

function multiplyDense(product: Product, a: Factor, block: Block, add: number): void {
  const { i, k, rows, columns, depth } = block;
  if (a.columnStep === 1) copyIn(product, A, A_ROW, a.data, i * a.rowStep + k, a.rowStep, rows, depth);
  else bringTurned(product, A, A_ROW, a.data, k * a.columnStep + i, a.columnStep, depth, rows);
  product.functions.multiply(product.wide, rows, columns, depth, add);
}

/** The rows of A, or its columns where it comes as its transpose, are listed as they lie. */
function multiplySparse(product: Product, a: Factor, block: Block, add: number): void {
  const { functions, size, wide, apart, isWhole } = product;
  const { i, k, rows, columns, depth } = block;
  const isTurned = a.columnStep !== 1;
  const [step, first, within] = isTurned ? [a.columnStep, k, i] : [a.rowStep, i, k];
  const [count, length] = isTurned ? [depth, rows] : [rows, depth];
  const base = isWhole ? within : 0;
  const most = Math.ceil(PIECE / (step * size));
  for (let line = 0; isWhole && within === 0 && line < count; line += most) {
    const lines = Math.min(most, count - line);
    const between = bringWaiting(product, a.data, (first + line) * step, step, lines, step);
    functions.list(wide, lines, step, between, line, apart, Number(isTurned), base, 0);
  }
  if (!isWhole || !product.isFinite) {
    const between = bringWaiting(product, a.data, first * step + within, step, count, length);
    functions.list(wide, count, length, between, 0, apart, Number(isTurned), base, Number(!product.isFinite));
  }
  functions.multiplyListed(wide, rows, columns, add, apart, base);
}

/** Whether less than a quarter of a factor seems to be not 0, judged by elements of eight of its rows. */
function isMostlyZero({ data, rows, columns, rowStep, columnStep }: Factor): boolean {
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

/** Brings `rows` rows of `length` elements, `step` apart from `start` on, as columns to `at`, where the rows then lie `apart`. */
function bringTurned(
  product: Product,
  at: number,
  apart: number,
  from: Factor["data"],
  start: number,
  step: number,
  rows: number,
  length: number,
): void {
  const between = bringWaiting(product, from, start, step, rows, length);
  product.functions.turn(product.wide, rows, length, between, at, apart);
}

/** Brings rows as they are to where they wait, and says how far apart they lie there: whole ones as they lay. */
function bringWaiting(
  product: Product,
  from: Factor["data"],
  start: number,
  step: number,
  rows: number,
  length: number,
): number {
  const apart = length === step ? length * product.size : B_ROW;
  copyIn(product, WAITING, apart, from, start, step, rows, length);
  return apart;
}

/**
 * Copies `rows` rows of `length` elements, `step` apart from `start` on, to rows `apart` bytes apart from `at` on. Whole rows
 * come all at once and are moved apart by the kernel, which makes no views: 64 x 64 by 64 x 64 19 -> 14 µs.
 */
function copyIn(
  { room, size, functions }: Product,
  at: number,
  apart: number,
  from: Factor["data"],
  start: number,
  step: number,
  rows: number,
  length: number,
): void {
  const index = (at - room.byteOffset) / size;
  if (apart === step * size) room.set(part(from, start, rows * step), index);
  else if (length === step) {
    room.set(part(from, start, rows * length), (WAITING - room.byteOffset) / size);
    functions.move(rows, length * size, WAITING, length * size, at, apart);
  } else
    for (let r = 0; r < rows; r++) {
      const [first, target] = [start + r * step, index + (r * apart) / size];
      if (length < SHORT) for (let i = 0; i < length; i++) room[target + i] = from[first + i];
      else room.set(part(from, first, length), target);
    }
}

/** Copies the product's block to rows `step` elements apart from `start` on. */
function copyOut(
  { room, size, functions, apart }: Product,
  to: Float32Array | Float64Array,
  start: number,
  step: number,
  rows: number,
  length: number,
): void {
  const index = (C - room.byteOffset) / size;
  const waiting = (WAITING - room.byteOffset) / size;
  if (apart === step * size) to.set(room.subarray(index, index + rows * length), start);
  else if (length === step) {
    functions.move(rows, length * size, C, apart, WAITING, length * size);
    to.set(room.subarray(waiting, waiting + rows * length), start);
  } else
    for (let r = 0; r < rows; r++) {
      const [first, target] = [index + (r * apart) / size, start + r * step];
      if (length < SHORT) for (let i = 0; i < length; i++) to[target + i] = room[first + i];
      else to.set(room.subarray(first, first + length), target);
    }
}

function part(from: Factor["data"], start: number, count: number): ArrayLike<number> {
  return start === 0 && count === from.length ? from : (from as Float64Array).subarray(start, start + count);
}
