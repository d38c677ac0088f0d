import type { Reduction } from "./reduce.ts";
import { sumOf } from "./sum.ts";
import { copyIn, type LoadedKernel, TILE, type Tiles, tilesOf } from "./tile.ts";

/** How many rows a kernel folds at once: their answers fit in the third tile, and two more parts of the last. */
const MOST_ROWS = 2046;
/** Below this many answers a loop copies them faster than `set` does from a new view. */
const FEW = 128;

/** What a kernel's answers are read as: it must leave them so. */
export type FoldAnswers = Float64Array | Float32Array | Int32Array;

/** The rows that are folded: `columns` elements each, of one array or of two side by side. */
export interface Folded {
  readonly data: ArrayLike<number>;
  readonly partner?: ArrayLike<number>;
  readonly columns: number;
  /** Whether they are folded as float64, by the function with that behind its name; as float32 otherwise. */
  readonly wide?: boolean;
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
  to: FoldAnswers,
  rows: Folded,
  options: FoldOptions = {},
): void {
  const { columns, wide } = rows;
  const { p = 0, q = 0, piece = tileOf(wide) } = options;
  if (columns > piece) {
    for (let row = 0; row < to.length; row++) to[row] = foldRow(kernel, name, rows, options, row);
    return;
  }
  const tiles = tilesOf(kernel, wide);
  const f = tiles.functions[name];
  const answers = answersAs(kernel, to);
  const most = Math.min(MOST_ROWS, Math.floor(tileOf(wide) / columns), to.length);
  // One view for all tiles but the last: a view takes as long as 200 answers.
  const whole = most < FEW ? answers : answers.subarray(0, most);
  for (let row = 0; row < to.length; row += most) {
    const count = Math.min(most, to.length - row);
    layIn(tiles, rows, row * columns, count * columns);
    f(count, columns, p, q);
    if (count < FEW) for (let k = 0; k < count; k++) to[row + k] = answers[k];
    else to.set(count === most ? whole : whole.subarray(0, count), row);
  }
}

/** The answer of one row, a float64. */
export function foldRow(
  kernel: LoadedKernel,
  name: string,
  rows: Folded,
  options: FoldOptions = {},
  row = 0,
): number {
  const { columns, wide } = rows;
  const { p = 0, q = 0, join = sumOf, piece = tileOf(wide) } = options;
  if (columns > piece) {
    const pieces = foldPieces(kernel, name, rows, options, row);
    return join(pieces, 0, pieces.length);
  }
  const tiles = tilesOf(kernel, wide);
  layIn(tiles, rows, row * columns, columns);
  tiles.functions[name](1, columns, p, q);
  return answersOf(kernel)[0];
}

/** The answers of the pieces of a row, each but the last as long as `piece`; of the kind of `like`, if not float64. */
export function foldPieces(
  kernel: LoadedKernel,
  name: string,
  rows: Folded,
  { p = 0, q = 0, parts = 1, piece = tileOf(rows.wide) }: FoldOptions,
  row: number,
  like?: FoldAnswers,
): Float64Array {
  const { columns, wide } = rows;
  const answers = like === undefined ? answersOf(kernel) : answersAs(kernel, like);
  const tiles = tilesOf(kernel, wide);
  const f = tiles.functions[name];
  const pieces = new Float64Array(parts * Math.ceil(columns / piece));
  for (let from = 0, next = 0; from < columns; from += piece) {
    const count = Math.min(piece, columns - from);
    layIn(tiles, rows, row * columns + from, count);
    f(1, count, p, q);
    for (let part = 0; part < parts; part++) pieces[next++] = answers[part];
  }
  return pieces;
}

/** How many elements a tile holds. */
export function tileOf(wide: boolean | undefined): number {
  return wide ? TILE / 2 : TILE;
}

/** The third tile as float64. */
export function answersOf(kernel: LoadedKernel): Float64Array {
  kernel.answers ??= new Float64Array(kernel.room.buffer, kernel.room.byteOffset + 8 * TILE, TILE / 2);
  return kernel.answers;
}

/** The third tile as what `to` is. */
function answersAs(kernel: LoadedKernel, to: FoldAnswers): FoldAnswers {
  const answers = answersOf(kernel);
  if (to instanceof Float64Array) return answers;
  const Kind = to instanceof Int32Array ? Int32Array : Float32Array;
  return new Kind(answers.buffer as ArrayBuffer, answers.byteOffset, TILE);
}

function layIn({ room, second }: Tiles, { data, partner }: Folded, start: number, count: number): void {
  copyIn(room, data, start, count);
  if (partner !== undefined) copyIn(second, partner, start, count);
}
