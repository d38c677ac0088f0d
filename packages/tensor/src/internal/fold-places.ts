import type { Folding } from "./fold-along.ts";
import type { Lanes } from "./fold-columns.ts";
import { foldPieces, foldRows, tileOf } from "./fold-rows.ts";
import { loadKernel } from "./tile.ts";

/** The place that every row's fold gives, which `join` finds among those of a long row's pieces. */
export function foldPlaces(
  { kernel: source, name, join }: Folding,
  data: ArrayLike<number>,
  { outer, count, inner }: Lanes,
  wide: boolean,
): Int32Array | undefined {
  const kernel = inner === 1 ? loadKernel(source) : undefined;
  if (kernel === undefined || join === undefined) return undefined;
  const places = new Int32Array(outer);
  const rows = { data, columns: count, wide };
  const piece = tileOf(wide);
  if (count <= piece) foldRows(kernel, name, places, rows);
  else {
    for (let row = 0; row < outer; row++) {
      const found = foldPieces(kernel, name, rows, {}, row, places).map((at, k) => k * piece + at);
      const values = found.map((at) => data[row * count + at]);
      places[row] = found[join(values, 0, values.length)];
    }
  }
  return places;
}
