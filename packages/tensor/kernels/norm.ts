import { firstLanes, largestLane, unordered } from "@tooling/kernels/assembly/rows";
import { ANSWERS, TILE } from "@tooling/kernels/assembly/tile";

/** A row's sum of squares in double precision: neither overflows nor vanishes for float32. */
export function sumSquares(rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) store<f64>(answer(row), sumOf(start(row, columns), columns, true));
}

/** A row's sum of sizes in double precision. */
export function sumSizes(rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) store<f64>(answer(row), sumOf(start(row, columns), columns, false));
}

/** A row's largest size, NaN where there is one. */
export function largestSize(rows: i32, columns: i32): void {
  for (let row = 0; row < rows; row++) store<f64>(answer(row), largest(start(row, columns), columns));
}

@inline
function start(row: i32, columns: i32): usize {
  return TILE + (<usize>(row * columns) << 2);
}

@inline
function answer(row: i32): usize {
  return ANSWERS + (<usize>row << 3);
}

@inline
function largest(start: usize, columns: i32): f32 {
  const end = start + (<usize>columns << 2);
  let most = f32x4.splat(0);
  let missing = most;
  for (let at = start; at < end; at += 16) {
    const left = <i32>(end - at) >> 2;
    const x = f32x4.abs(left < 4 ? v128.and(v128.load(at), firstLanes(left)) : v128.load(at));
    most = f32x4.pmax(most, x);
    missing = v128.or(missing, unordered(x, x));
  }
  return v128.any_true(missing) ? f32.NaN : largestLane(most);
}

@inline
function sumOf(start: usize, columns: i32, squared: bool): f64 {
  const whole = start + (<usize>(columns & ~3) << 2);
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let at = start;
  for (; at + 32 <= whole; at += 32) {
    a = f64x2.add(a, sizeOf(v128.load64_zero(at), squared));
    b = f64x2.add(b, sizeOf(v128.load64_zero(at, 8), squared));
    c = f64x2.add(c, sizeOf(v128.load64_zero(at, 16), squared));
    d = f64x2.add(d, sizeOf(v128.load64_zero(at, 24), squared));
  }
  if (at < whole) {
    a = f64x2.add(a, sizeOf(v128.load64_zero(at), squared));
    b = f64x2.add(b, sizeOf(v128.load64_zero(at, 8), squared));
  }
  const last = v128.and(v128.load(whole), firstLanes(columns & 3));
  c = f64x2.add(c, sizeOf(last, squared));
  d = f64x2.add(d, sizeOf(v128.shuffle<i32>(last, last, 2, 3, 2, 3), squared));
  const all = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  return f64x2.extract_lane(all, 0) + f64x2.extract_lane(all, 1);
}

/** The square or the size of the two floats in the lower half, in double precision. */
@inline
function sizeOf(floats: v128, squared: bool): v128 {
  const x = f64x2.promote_low_f32x4(floats);
  return squared ? f64x2.mul(x, x) : f64x2.abs(x);
}
