import type { Folding } from "./fold-along.ts";
import { type Lanes, MOST_COLUMNS, runColumns } from "./fold-columns.ts";
import { answersOf, foldPieces, foldRows, tileOf } from "./fold-rows.ts";
import { type LoadedKernel, loadKernel } from "./tile.ts";

/** The sum of squared distances from the mean in every lane; then what `finish` makes of it. */
export function foldSpread(
  { kernel: source, name, finish = Number }: Folding,
  data: ArrayLike<number>,
  lanes: Lanes,
  wide: boolean,
): Float64Array | undefined {
  const kernel = loadKernel(source);
  if (kernel === undefined) return undefined;
  const { count, inner } = lanes;
  const spread =
    inner > 1 ? spreadColumns(kernel, name, data, lanes) : spreadRows(kernel, name, data, lanes, wide);
  for (let i = 0; i < spread.length; i++) {
    const value = finish(spread[i], count, wide);
    if (value === undefined) return undefined;
    spread[i] = value;
  }
  return spread;
}

function spreadRows(
  kernel: LoadedKernel,
  name: string,
  data: ArrayLike<number>,
  { outer, count }: Lanes,
  wide: boolean,
): Float64Array {
  const spread = new Float64Array(outer);
  const rows = { data, columns: count, wide };
  const piece = tileOf(wide);
  if (count <= piece) foldRows(kernel, name, spread, rows);
  else
    for (let row = 0; row < outer; row++)
      spread[row] = joined(foldPieces(kernel, name, rows, { parts: 3 }, row), count, piece);
  return spread;
}

/**
 * The spread of a row from that of each of its pieces and that of their means. These are taken from the first one's center, so that
 * what they differ by keeps its digits.
 */
function joined(pieces: Float64Array, count: number, piece: number): number {
  let spread = 0;
  let mean = 0;
  for (let i = 0, before = 0; before < count; i += 3) {
    const length = Math.min(piece, count - before);
    const distance = pieces[i + 1] - pieces[1] + pieces[i + 2] - mean;
    mean += (distance * length) / (before + length);
    spread += pieces[i] + (distance ** 2 * before * length) / (before + length);
    before += length;
  }
  return spread;
}

/**
 * Runs over the columns twice: about 0 for the means, then about the means. In float64, so that a place that the rows leave empty can
 * hold its column's center exactly, and adds nothing.
 */
function spreadColumns(
  kernel: LoadedKernel,
  name: string,
  data: ArrayLike<number>,
  lanes: Lanes,
): Float64Array {
  const centers = new Float64Array(lanes.outer * lanes.inner);
  const spread = new Float64Array(centers.length);
  const answers = answersOf(kernel);
  const { second } = kernel.float64;
  for (const isLast of [false, true]) {
    runColumns(kernel, `${name}Columns`, data, lanes, true, {
      emptyIsSecond: true,
      before: ({ beside, columns, width }, first, matrix) => {
        answers.fill(0, 0, width);
        answers.fill(0, MOST_COLUMNS, MOST_COLUMNS + width);
        for (let i = 0; i < beside * columns; i++)
          second[i] = centers[matrix * lanes.inner + first + (i % columns)];
      },
      after: ({ beside, columns }, first, matrix) => {
        for (let k = 0; k < columns; k++) {
          let squares = 0;
          let rest = 0;
          for (let at = k; at < beside * columns; at += columns) {
            squares += answers[at];
            rest += answers[MOST_COLUMNS + at];
          }
          const column = matrix * lanes.inner + first + k;
          // What rounding left in the center is taken out again.
          if (isLast) spread[column] = squares - rest ** 2 / lanes.count;
          else centers[column] = rest / lanes.count;
        }
      },
    });
  }
  return spread;
}
