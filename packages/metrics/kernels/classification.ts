import { placeOfLargest } from "@tooling/kernels/assembly/rows";
import { ANSWERS, SECOND, TILE } from "@tooling/kernels/assembly/tile";

/** 1 where the row is largest where its row in the second tile is, otherwise 0. */
export function agreement(rows: i32, columns: i32): void {
  let answer = ANSWERS;
  for (let row = 0, start = TILE; row < rows; row++, start += (<usize>columns) << 2) {
    const same = place(start, columns) == place(start + SECOND, columns);
    store<f64>(answer, same ? 1 : 0);
    answer += 8;
  }
}

/** Where the row is largest. */
export function guess(rows: i32, columns: i32): void {
  let answer = ANSWERS;
  for (let row = 0, start = TILE; row < rows; row++, start += (<usize>columns) << 2) {
    store<f64>(answer, <f64>place(start, columns));
    answer += 8;
  }
}

function place(start: usize, columns: i32): i32 {
  return placeOfLargest(start, columns, false);
}
