import { firstLanes, largestLane, placeOfLargest, signed, unordered } from "@tooling/kernels/assembly/rows";
import { ANSWERS, TILE } from "@tooling/kernels/assembly/tile";

export function max(rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) store<f64>(answer(row), largest(start(row, columns), columns, false));
}

export function min(rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) store<f64>(answer(row), -largest(start(row, columns), columns, true));
}

export function argmax(rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++)
    store<f64>(answer(row), <f64>placeOfLargest(start(row, columns), columns, false));
}

export function argmin(rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++)
    store<f64>(answer(row), <f64>placeOfLargest(start(row, columns), columns, true));
}

@inline
function start(row: i32, columns: i32): usize {
  return TILE + (<usize>(row * columns) << 2);
}

@inline
function answer(row: i32): usize {
  return ANSWERS + (<usize>row << 3);
}

/** The largest of the floats or of their negatives, NaN where one is; 0 is above -0. */
@inline
function largest(start: usize, columns: i32, negated: bool): f64 {
  const whole = start + (<usize>(columns & ~3) << 2);
  let a = f32x4.splat(f32.NEGATIVE_INFINITY);
  let b = a;
  let missing = f32x4.splat(0);
  let at = start;
  for (; at + 32 <= whole; at += 32) {
    const x = signed(v128.load(at), negated);
    const y = signed(v128.load(at, 16), negated);
    a = f32x4.pmax(a, x);
    b = f32x4.pmax(b, y);
    missing = v128.or(missing, unordered(x, y));
  }
  if (at < whole) {
    const x = signed(v128.load(at), negated);
    a = f32x4.pmax(a, x);
    missing = v128.or(missing, unordered(x, x));
  }
  const last = v128.bitselect(signed(v128.load(whole), negated), a, firstLanes(columns & 3));
  missing = v128.or(missing, unordered(last, last));
  if (v128.any_true(missing)) return NaN;
  const most = largestLane(f32x4.pmax(f32x4.pmax(a, b), last));
  return most == 0 ? (holdsZero(start, columns, negated) ? 0 : -0.0) : <f64>most;
}

/** Whether one of the floats (or of their negatives) is 0 and not -0. */
function holdsZero(start: usize, columns: i32, negated: bool): bool {
  const zero = negated ? <i32>0x80000000 : 0;
  for (let i = 0; i < columns; i++) if (load<i32>(start + (<usize>i << 2)) == zero) return true;
  return false;
}
