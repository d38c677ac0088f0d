import { lastOf, laneOfLargest, NARROW, placeOf, placeOfLargest, placeOfLargest64, secondOf } from "@tooling/kernels/assembly/places";
import { firstLanes } from "@tooling/kernels/assembly/rows";
import { ANSWERS, endOf, rowAt, TILE } from "@tooling/kernels/assembly/tile";

/** Where each row is largest: the first NaN, otherwise the first of equals; as int32. */
export function argmax(rows: i32, columns: i32): void {
  places(rows, columns, false);
}

export function argmaxFloat64(rows: i32, columns: i32): void {
  places64(rows, columns, false);
}

export function argmin(rows: i32, columns: i32): void {
  places(rows, columns, true);
}

export function argminFloat64(rows: i32, columns: i32): void {
  places64(rows, columns, true);
}

/** 1 where each row is largest, 0 elsewhere. */
export function oneHot(rows: i32, columns: i32): void {
  places(rows, columns, false);
  for (let at = TILE, end = endOf(rows * columns); at < end; at += 16) v128.store(at, i32x4.splat(0));
  for (let row = 0; row < rows; row++) store<f32>(rowAt(row, columns) + (place(row) << 2), 1);
}

export function oneHotFloat64(rows: i32, columns: i32): void {
  places64(rows, columns, false);
  for (let at = TILE, end = endOf<f64>(rows * columns); at < end; at += 16) v128.store(at, i32x4.splat(0));
  for (let row = 0; row < rows; row++) store<f64>(rowAt<f64>(row, columns) + (place(row) << 3), 1);
}

/** A place among the answers, which are int32. */
@inline
function place(row: i32): usize {
  return <usize>load<i32>(ANSWERS + (<usize>row << 2));
}

@inline
function places(rows: i32, columns: i32, negated: bool): void {
  let answer = ANSWERS;
  if (columns > NARROW) {
    for (let row = 0; row < rows; row++, answer += 4)
      store<i32>(answer, placeOfLargest(rowAt(row, columns), columns, negated));
    return;
  }
  const second = secondOf(columns);
  const last = lastOf(columns);
  const inside = firstLanes(columns);
  for (let row = 0; row < rows; row++, answer += 4) {
    const lane = laneOfLargest(rowAt(row, columns), columns, second, last, inside, negated);
    store<i32>(answer, placeOf(lane, columns));
  }
}

@inline
function places64(rows: i32, columns: i32, negated: bool): void {
  let answer = ANSWERS;
  for (let row = 0; row < rows; row++, answer += 4)
    store<i32>(answer, placeOfLargest64(rowAt<f64>(row, columns), columns, negated));
}
