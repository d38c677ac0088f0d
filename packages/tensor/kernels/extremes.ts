import { firstLanes, largestLane, pairAt, signed, signed64, unordered } from "@tooling/kernels/assembly/rows";
import { ANSWERS, rowAt, TILE } from "@tooling/kernels/assembly/tile";

export function max(rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) store<f64>(answer(row), largest(rowAt(row, columns), columns, false));
}

export function maxFloat64(rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) store<f64>(answer(row), largest64(rowAt<f64>(row, columns), columns, false));
}

export function maxColumns(rows: i32, columns: i32): void {
  foldColumns(rows, columns, false, false);
}

export function maxColumnsFloat64(rows: i32, columns: i32): void {
  foldColumns(rows, columns, false, true);
}

export function min(rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) store<f64>(answer(row), -largest(rowAt(row, columns), columns, true));
}

export function minFloat64(rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) store<f64>(answer(row), -largest64(rowAt<f64>(row, columns), columns, true));
}

export function minColumns(rows: i32, columns: i32): void {
  foldColumns(rows, columns, true, false);
}

export function minColumnsFloat64(rows: i32, columns: i32): void {
  foldColumns(rows, columns, true, true);
}

@inline
function answer(row: i32): usize {
  return ANSWERS + (<usize>row << 3);
}

@inline
function foldColumns(rows: i32, columns: i32, smallest: bool, wide: bool): void {
  const pair: usize = wide ? 16 : 8;
  const bytes = <usize>columns << (wide ? 3 : 2);
  const last = ANSWERS + (<usize>columns << 3);
  for (let answer = ANSWERS, start = TILE; answer < last; answer += 32, start += 2 * pair) {
    let a = v128.load(answer);
    let b = v128.load(answer, 16);
    for (let row = 0, at = start; row < rows; row++, at += bytes) {
      a = further(a, pairAt(at, wide), smallest);
      b = further(b, pairAt(at + pair, wide), smallest);
    }
    v128.store(answer, a);
    v128.store(answer, b, 16);
  }
}

/** Here NaN stays, and 0 is above -0. */
@inline
function further(x: v128, y: v128, smallest: bool): v128 {
  return smallest ? f64x2.min(x, y) : f64x2.max(x, y);
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

/** {@link largest} of float64. */
@inline
function largest64(start: usize, columns: i32, negated: bool): f64 {
  const last = start + (<usize>(columns - 1) << 3);
  let a = signed64(v128.load64_splat(last), negated);
  let b = a;
  let at = start;
  for (; at + 32 <= last; at += 32) {
    a = f64x2.max(a, signed64(v128.load(at), negated));
    b = f64x2.max(b, signed64(v128.load(at, 16), negated));
  }
  for (; at < last; at += 8) a = f64x2.max(a, signed64(v128.load64_splat(at), negated));
  const all = f64x2.max(a, b);
  return Math.max(f64x2.extract_lane(all, 0), f64x2.extract_lane(all, 1));
}
