import { lastOf, laneOfLargest, NARROW, placeOfLargest, placeOfLargest64, secondOf } from "@tooling/kernels/assembly/places";
import { firstLanes } from "@tooling/kernels/assembly/rows";
import { ANSWERS, SECOND, TILE } from "@tooling/kernels/assembly/tile";

/** How many rows of `columns` floats, of the `count` floats in all, are largest where their row in the second tile is. */
export function agreements(_one: i32, count: i32, columns: i32): void {
  agreementsOf(count / columns, columns, false);
}

export function agreementsFloat64(_one: i32, count: i32, columns: i32): void {
  agreementsOf(count / columns, columns, true);
}

@inline
function agreementsOf(rows: i32, columns: i32, wide: bool): void {
  const bytes = <usize>columns << (wide ? 3 : 2);
  let hits = 0;
  if (!wide && columns <= NARROW) {
    const second = secondOf(columns);
    const last = lastOf(columns);
    const inside = firstLanes(columns);
    for (let row = 0, start = TILE; row < rows; row++, start += bytes) {
      const lane = laneOfLargest(start, columns, second, last, inside, false);
      hits += <i32>(lane == laneOfLargest(start + SECOND, columns, second, last, inside, false));
    }
  } else {
    for (let row = 0, start = TILE; row < rows; row++, start += bytes)
      hits += <i32>(place(start, columns, wide) == place(start + SECOND, columns, wide));
  }
  store<f64>(ANSWERS, hits);
}

@inline
function place(start: usize, columns: i32, wide: bool): i32 {
  return wide ? placeOfLargest64(start, columns, false) : placeOfLargest(start, columns, false);
}
