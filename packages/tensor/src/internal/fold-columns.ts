import { answersOf, tileOf } from "./fold-rows.ts";
import type { Reduction } from "./reduce.ts";
import { sumOf } from "./sum.ts";
import { copyIn, type LoadedKernel, type Tiles, tilesOf } from "./tile.ts";

/** How many columns a kernel takes at once: the third tile has two float64 for each. */
export const MOST_COLUMNS = 1024;
/** A kernel takes as many columns side by side, or a multiple. */
const ABREAST = 8;

/** `outer` matrices of `count` rows and `inner` columns, whose columns are folded. */
export interface Lanes {
  readonly outer: number;
  readonly count: number;
  readonly inner: number;
}

/** How the columns of a matrix lie in a tile. */
interface Layout {
  /** How many rows lie side by side, so that columns fill vectors: four of 10 columns are one of 40. */
  readonly beside: number;
  /** How many columns of the matrix are taken at once, and how many they are in the tile. */
  readonly columns: number;
  readonly width: number;
}

/** What is done with the columns of a matrix from `first` on. */
export interface ColumnWork {
  readonly before: (layout: Layout, first: number, matrix: number) => void;
  readonly after?: (layout: Layout, first: number, matrix: number) => void;
  /** What stands where a matrix's last rows leave places empty. */
  readonly empty?: number;
  /** That it is what the second tile has there. */
  readonly emptyIsSecond?: boolean;
  /** Where the tiles go when the kernel has changed them. */
  readonly to?: Float32Array | Float64Array;
}

/**
 * The fold of every column by the kernel's function of this name with `Columns` behind it, of float64 if `wide`. A column has an
 * answer for each of the rows that lie side by side, and as many of what these have lost where there are two parts.
 */
export function foldColumns(
  kernel: LoadedKernel,
  name: string,
  data: ArrayLike<number>,
  lanes: Lanes,
  wide: boolean,
  { empty = 0, parts = 1, join = sumOf }: { empty?: number; parts?: number; join?: Reduction },
): Float64Array {
  const folded = new Float64Array(lanes.outer * lanes.inner);
  const answers = answersOf(kernel);
  const column = new Float64Array(parts * layoutOf(lanes.inner).beside);
  runColumns(kernel, `${name}Columns`, data, lanes, wide, {
    empty,
    before: ({ width }) => {
      answers.fill(empty, 0, width);
      if (parts > 1) answers.fill(0, MOST_COLUMNS, MOST_COLUMNS + width);
    },
    after: ({ beside, columns }, first, matrix) => {
      for (let k = 0; k < columns; k++) {
        for (let i = 0; i < beside; i++) {
          const at = i * columns + k;
          column[i] = answers[at];
          // Beside an infinity what is lost is NaN, and means nothing.
          if (parts > 1) column[beside + i] = Number.isFinite(answers[at]) ? answers[MOST_COLUMNS + at] : 0;
        }
        folded[matrix * lanes.inner + first + k] = join(column, 0, column.length);
      }
    },
  });
  return folded;
}

/** Each matrix through `name`'s f(rows, columns), a tile at a time. */
export function runColumns(
  kernel: LoadedKernel,
  name: string,
  data: ArrayLike<number>,
  { outer, count, inner }: Lanes,
  wide: boolean,
  { before, after, empty = 0, emptyIsSecond, to }: ColumnWork,
): void {
  const tiles = tilesOf(kernel, wide);
  const f = tiles.functions[name];
  const layout = layoutOf(inner);
  for (let matrix = 0; matrix < outer; matrix++) {
    for (let first = 0; first < inner; first += layout.columns) {
      const columns = Math.min(layout.columns, inner - first);
      const here = columns === layout.columns ? layout : { beside: 1, columns, width: roundUp(columns) };
      before(here, first, matrix);
      const { beside, width } = here;
      const rows = beside * Math.floor(tileOf(wide) / width);
      for (let row = 0; row < count; row += rows) {
        const some = Math.min(rows, count - row);
        const start = (matrix * count + row) * inner + first;
        const full = Math.ceil(some / beside);
        const over = (some % beside) * columns;
        if (over > 0 && emptyIsSecond) tiles.room.set(tiles.second.subarray(over, width), some * columns);
        else if (over > 0) tiles.room.fill(empty, some * columns, full * width);
        moveRows(tiles, data, start, inner, some, here);
        f(full, width);
        if (to !== undefined) moveRowsOut(tiles, to, start, inner, some, here);
      }
      after?.(here, first, matrix);
    }
  }
}

function layoutOf(inner: number): Layout {
  let beside = 1;
  while ((inner * beside) % ABREAST !== 0) beside *= 2;
  if (inner * beside <= MOST_COLUMNS) return { beside, columns: inner, width: inner * beside };
  const columns = Math.min(inner, MOST_COLUMNS);
  return { beside: 1, columns, width: roundUp(columns) };
}

function roundUp(columns: number): number {
  return Math.ceil(columns / ABREAST) * ABREAST;
}

/** Rows into a tile: at once where nothing lies between them, here or there. */
function moveRows(
  { room }: Tiles,
  from: ArrayLike<number>,
  start: number,
  inner: number,
  rows: number,
  { beside, columns, width }: Layout,
): void {
  if (columns === inner && beside * columns === width) {
    copyIn(room, from, start, rows * columns);
    return;
  }
  for (let row = 0; row < rows; row++) {
    const at = start + row * inner;
    room.set((from as Float32Array).subarray(at, at + columns), row * width);
  }
}

function moveRowsOut(
  { room }: Tiles,
  to: Float32Array | Float64Array,
  start: number,
  inner: number,
  rows: number,
  { beside, columns, width }: Layout,
): void {
  if (columns === inner && beside * columns === width) {
    to.set(room.subarray(0, rows * columns), start);
    return;
  }
  for (let row = 0; row < rows; row++)
    to.set(room.subarray(row * width, row * width + columns), start + row * inner);
}
