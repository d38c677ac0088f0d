import { matmulKernel } from "../matmul.kernel.generated.ts";
import type { Factor } from "./multiply.ts";
import { type LoadedKernel, loadKernel } from "./tile.ts";

/** The longest row of a block, and the distances and places of kernels/matmul.ts: all in bytes, float32 and float64 alike. */
const ROW = 1024;
const A_ROW = 1040;
const B_ROW = 1056;
const A = 65536;
const B = A + 256 * A_ROW;
const BLOCK = 256 * B_ROW;
const C = B + BLOCK;
const WAITING = C + BLOCK;
const LISTS = WAITING + BLOCK;
/** Dense products keep two blocks of B side by side (a sparse one has C in the second's place) and two by four of the product (a sparse one has its lists there). */
const ACROSS = 2;
const DOWN = 4;
/** Rows of a sparse factor of at most this many elements are listed once for all blocks, so many bytes at a time that what waits stays in the first cache. */
const LONGEST = 1024;
const PIECE = 16_384;
/** Of 64 KB; the system backs only those that are touched. */
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
  /** The longest row of a block, in elements. */
  readonly side: number;
}

/** A block of the product: where it begins on each axis, how far it reaches, and where it and the block of B beside it lie. */
interface Block {
  readonly i: number;
  readonly j: number;
  readonly rows: number;
  readonly columns: number;
  readonly at: number;
  readonly b: number;
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
  const size = to.BYTES_PER_ELEMENT;
  const isWide = size === 8;
  const product: Product = {
    functions: kernel.functions,
    room: (isWide ? kernel.float64.room : kernel.room) as Float32Array | Float64Array,
    size,
    wide: Number(isWide),
    side: ROW / size,
  };
  (isMostlyZero(a) ? multiplySparse : multiplyDense)(product, a, b, to, accumulate);
  return true;
}

/** Of a panel of the product, B's blocks come once, and A's once for two of them; what comes and goes is a tenth of a long product's time. */
function multiplyDense(
  product: Product,
  a: Factor,
  b: Factor,
  to: Float32Array | Float64Array,
  accumulate: boolean,
): void {
  const { functions, wide, side } = product;
  for (let j = 0; j < b.columns; j += ACROSS * side)
    for (let i = 0; i < a.rows; i += DOWN * side) {
      const panel = blocksOf(
        i,
        j,
        Math.min(a.rows, i + DOWN * side),
        Math.min(b.columns, j + ACROSS * side),
        side,
      );
      if (accumulate)
        for (const c of panel)
          copyIn(product, c.at, B_ROW, to, c.i * b.columns + c.j, b.columns, c.rows, c.columns);
      for (let k = 0; k < a.columns; k += side) {
        const depth = Math.min(side, a.columns - k);
        const add = Number(accumulate || k > 0);
        for (const c of panel) {
          // Blocks that are all of the inner axis are there from the panel before.
          if (c.i === i && (i === 0 || a.columns > side))
            bring(product, c.b, B_ROW, b, k, c.j, depth, c.columns);
          if (c.j === j) bring(product, A, A_ROW, a, c.i, k, c.rows, depth);
          functions.multiply(wide, c.rows, c.columns, depth, add, c.b, c.at);
        }
      }
      for (const c of panel)
        copyOut(product, c.at, B_ROW, to, c.i * b.columns + c.j, b.columns, c.rows, c.columns);
    }
}

/** The blocks of a panel that begins at (i, j), row by row. */
function blocksOf(i: number, j: number, rows: number, columns: number, side: number): Block[] {
  const blocks: Block[] = [];
  for (let row = i; row < rows; row += side)
    for (let column = j; column < columns; column += side)
      blocks.push({
        i: row,
        j: column,
        rows: Math.min(side, rows - row),
        columns: Math.min(side, columns - column),
        at: LISTS + blocks.length * BLOCK,
        b: B + ((column - j) / side) * BLOCK,
      });
  return blocks;
}

/** Brings the block of a factor that begins at (row, column) to `at`, where its rows lie `apart`. */
function bring(
  product: Product,
  at: number,
  apart: number,
  { data, rowStep, columnStep }: Factor,
  row: number,
  column: number,
  rows: number,
  columns: number,
): void {
  const start = row * rowStep + column * columnStep;
  if (columnStep === 1) copyIn(product, at, apart, data, start, rowStep, rows, columns);
  else {
    const between = bringWaiting(product, data, start, columnStep, columns, rows);
    product.functions.turn(product.wide, columns, rows, between, at, apart);
  }
}

function multiplySparse(
  product: Product,
  a: Factor,
  b: Factor,
  to: Float32Array | Float64Array,
  accumulate: boolean,
): void {
  const { functions, size, wide, side } = product;
  const apart = distanceBeside(b, size);
  const isWhole = isListedWhole(a, side);
  const across = apart === B_ROW ? side : b.columns;
  // What stays in the first cache is copied out faster, and in before if it is added to.
  const down = isWhole && a.columns <= side ? Math.ceil(PIECE / apart) : side;
  let finite = true;
  for (let j = 0; j < b.columns; j += across) {
    const columns = Math.min(across, b.columns - j);
    for (let i = 0; i < a.rows; i += down) {
      const rows = Math.min(down, a.rows - i);
      const corner = i * b.columns + j;
      if (accumulate) copyIn(product, C, apart, to, corner, b.columns, rows, columns);
      for (let k = 0; k < a.columns; k += side) {
        const depth = Math.min(side, a.columns - k);
        if (i === 0 || a.columns > side) {
          bring(product, B, apart, b, k, j, depth, columns);
          finite = functions.isFinite(wide, columns, depth, apart) === 1;
        }
        const base = list(product, a, i, k, rows, depth, apart, isWhole, finite);
        functions.multiplyListed(wide, rows, columns, Number(accumulate || k > 0), apart, base);
      }
      copyOut(product, C, apart, to, corner, b.columns, rows, columns);
    }
  }
}

/** The distance of B's rows beside a sparse A: those that fill whole panels need no room between them, and fit in whole. */
function distanceBeside({ columns, columnStep }: Factor, size: number): number {
  const bytes = columns * size;
  const isPacked = columnStep === 1 && bytes % PANEL === 0 && (ROW / size) * bytes <= BLOCK;
  return isPacked ? bytes : B_ROW;
}

/** Whether A's lines are not too long; columns, of which the inner axis must be one block, are for the blocks of the outer. */
function isListedWhole({ columns, rowStep, columnStep }: Factor, side: number): boolean {
  return columnStep === 1 ? rowStep <= LONGEST : columnStep <= LONGEST && columns <= side;
}

/** Lists what is not 0 in a block of A, by rows, or by columns where A comes as its transpose; for all blocks at once or for one. Says which list is the first. */
function list(
  product: Product,
  a: Factor,
  i: number,
  k: number,
  rows: number,
  depth: number,
  apart: number,
  isWhole: boolean,
  finite: boolean,
): number {
  const { functions, size, wide } = product;
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
  if (!isWhole || !finite) {
    const between = bringWaiting(product, a.data, first * step + within, step, count, length);
    functions.list(wide, count, length, between, 0, apart, Number(isTurned), base, Number(!finite));
  }
  return base;
}

/** Whether less than a quarter of a factor seems to be not 0, judged by elements of eight of its rows. */
function isMostlyZero({ data, rows, columns, rowStep, columnStep }: Factor): boolean {
  if (rows < 8 || columns < 16) return false;
  const perRow = SAMPLE / 8;
  let filled = 0;
  for (let s = 0; s < SAMPLE; s++) {
    const row = Math.floor(((s & 7) * rows) / 8);
    const column = Math.floor(((s >> 3) * columns) / perRow);
    if (data[row * rowStep + column * columnStep] !== 0 && ++filled >= SAMPLE / 4) return false;
  }
  return true;
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

/** Copies rows of `length` elements, `apart` bytes apart from `at` on, to rows `step` elements apart from `start` on. */
function copyOut(
  { room, size, functions }: Product,
  at: number,
  apart: number,
  to: Float32Array | Float64Array,
  start: number,
  step: number,
  rows: number,
  length: number,
): void {
  const index = (at - room.byteOffset) / size;
  const waiting = (WAITING - room.byteOffset) / size;
  if (apart === step * size) to.set(room.subarray(index, index + rows * length), start);
  else if (length === step) {
    functions.move(rows, length * size, at, apart, WAITING, length * size);
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
