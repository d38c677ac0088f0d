import type { Reduction } from "./reduce.ts";
import { sumOf } from "./sum.ts";
import { copyIn, type LoadedKernel, TILE } from "./tile.ts";

/** How many rows a kernel folds at once: their answers fit in the third tile. */
const MOST_ROWS = 2047;

/** The rows that are folded: `columns` elements each, of one array or of two side by side. */
export interface Folded {
  readonly data: ArrayLike<number>;
  readonly partner?: ArrayLike<number>;
  readonly columns: number;
}

/** What a kernel takes beside the rows, and how the pieces of a row become one answer. */
export interface FoldOptions {
  readonly p?: number;
  readonly q?: number;
  readonly join?: Reduction;
  /** How long the pieces of a row are, as long as a tile at most. */
  readonly piece?: number;
  /** How many answers a piece has. */
  readonly parts?: number;
}

/**
 * Each row through `name`'s f(rows, columns, p, q), and its answer to `to`. A row that is longer than a piece is folded in
 * pieces, whose answers `join` folds (adds, unless it is given): the split depends on nothing but the row's length.
 */
export function foldRows(
  kernel: LoadedKernel,
  name: string,
  to: { [row: number]: number; readonly length: number },
  rows: Folded,
  options: FoldOptions = {},
): void {
  const { columns } = rows;
  const { p = 0, q = 0, join = sumOf, piece = TILE } = options;
  if (columns > piece) {
    for (let row = 0; row < to.length; row++) {
      const pieces = foldPieces(kernel, name, rows, row, options);
      to[row] = join(pieces, 0, pieces.length);
    }
    return;
  }
  const f = kernel.functions[name];
  const answers = answersOf(kernel);
  const most = Math.min(MOST_ROWS, Math.floor(TILE / columns));
  for (let row = 0; row < to.length; row += most) {
    const count = Math.min(most, to.length - row);
    layIn(kernel, rows, row * columns, count * columns);
    f(count, columns, p, q);
    for (let k = 0; k < count; k++) to[row + k] = answers[k];
  }
}

/** The answers of the pieces of a row, each but the last as long as `piece`. */
export function foldPieces(
  kernel: LoadedKernel,
  name: string,
  rows: Folded,
  row: number,
  { p = 0, q = 0, parts = 1, piece = TILE }: FoldOptions = {},
): Float64Array {
  const { columns } = rows;
  const f = kernel.functions[name];
  const answers = answersOf(kernel);
  const pieces = new Float64Array(parts * Math.ceil(columns / piece));
  for (let from = 0, next = 0; from < columns; from += piece) {
    const count = Math.min(piece, columns - from);
    layIn(kernel, rows, row * columns + from, count);
    f(1, count, p, q);
    for (let part = 0; part < parts; part++) pieces[next++] = answers[part];
  }
  return pieces;
}

function answersOf(kernel: LoadedKernel): Float64Array {
  kernel.answers ??= new Float64Array(kernel.room.buffer, kernel.room.byteOffset + 8 * TILE, MOST_ROWS + 1);
  return kernel.answers;
}

function layIn(kernel: LoadedKernel, { data, partner }: Folded, start: number, count: number): void {
  copyIn(kernel.room, data, start, count);
  if (partner !== undefined) copyIn(kernel.second, partner, start, count);
}
