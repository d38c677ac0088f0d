import { firstLanes } from "@tooling/kernels/assembly/rows";
import { ANSWERS, SECOND, TILE } from "@tooling/kernels/assembly/tile";

/** Below this a sum may hold squares that float32 has rounded to subnormal numbers, or to 0. */
const LEAST: f64 = 1e-30;

/**
 * A row's sum of squared differences within 2.4e-7. A difference, its square and the sum of two squares are rounded to float32,
 * the rest is in double precision; and all of it where float32 is too narrow for the squares.
 */
export function measureMSE(rows: i32, columns: i32): void {
  let answer = ANSWERS;
  for (let row = 0, start = TILE; row < rows; row++, start += <usize>columns << 2) {
    const error = squaredError(start, columns);
    store<f64>(answer, error >= LEAST && error < Infinity ? error : exactError(start, columns));
    answer += 8;
  }
}

/** The same of float64. */
export function measureMSEFloat64(rows: i32, columns: i32): void {
  let answer = ANSWERS;
  let at = TILE;
  for (let row = 0; row < rows; row++, answer += 8) {
    const end = at + (<usize>columns << 3);
    let a = f64x2.splat(0);
    let b = a;
    for (; at + 32 <= end; at += 32) {
      a = f64x2.add(a, squares(f64x2.sub(v128.load(at), v128.load(at, SECOND))));
      b = f64x2.add(b, squares(f64x2.sub(v128.load(at, 16), v128.load(at, SECOND + 16))));
    }
    for (; at < end; at += 8)
      a = f64x2.add(a, squares(f64x2.sub(v128.load64_zero(at), v128.load64_zero(at, SECOND))));
    const all = f64x2.add(a, b);
    store<f64>(answer, f64x2.extract_lane(all, 0) + f64x2.extract_lane(all, 1));
  }
}

@inline
function squaredError(start: usize, columns: i32): f64 {
  const whole = start + (<usize>(columns & ~3) << 2);
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let at = start;
  for (; at + 64 <= whole; at += 64) {
    const xy = f32x4.add(squaresAt(at), squaresAt(at + 16));
    const zw = f32x4.add(squaresAt(at + 32), squaresAt(at + 48));
    a = f64x2.add(a, f64x2.promote_low_f32x4(xy));
    b = f64x2.add(b, highPair(xy));
    c = f64x2.add(c, f64x2.promote_low_f32x4(zw));
    d = f64x2.add(d, highPair(zw));
  }
  for (; at < whole; at += 16) {
    const x = squaresAt(at);
    a = f64x2.add(a, f64x2.promote_low_f32x4(x));
    b = f64x2.add(b, highPair(x));
  }
  const last = v128.and(squaresAt(whole), firstLanes(columns & 3));
  c = f64x2.add(c, f64x2.promote_low_f32x4(last));
  d = f64x2.add(d, highPair(last));
  const all = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  return f64x2.extract_lane(all, 0) + f64x2.extract_lane(all, 1);
}

@inline
function squaresAt(at: usize): v128 {
  const x = f32x4.sub(v128.load(at), v128.load(at, SECOND));
  return f32x4.mul(x, x);
}

@inline
function highPair(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i32>(x, x, 2, 3, 2, 3));
}

@inline
function squares(x: v128): v128 {
  return f64x2.mul(x, x);
}

/** The same in double precision: two floats a turn, the last beside 0. */
function exactError(start: usize, columns: i32): f64 {
  const end = start + (<usize>columns << 2);
  let sum = f64x2.splat(0);
  let at = start;
  for (; at + 8 <= end; at += 8) {
    const x = f64x2.promote_low_f32x4(v128.load64_zero(at));
    sum = f64x2.add(sum, squares(f64x2.sub(x, f64x2.promote_low_f32x4(v128.load64_zero(at, SECOND)))));
  }
  if (at < end) {
    const x = f64x2.promote_low_f32x4(v128.load32_zero(at));
    sum = f64x2.add(sum, squares(f64x2.sub(x, f64x2.promote_low_f32x4(v128.load32_zero(at, SECOND)))));
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
