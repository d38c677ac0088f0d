import { firstLanes } from "@tooling/kernels/assembly/rows";
import { ANSWERS, SECOND, TILE } from "@tooling/kernels/assembly/tile";

/** Where a sum of squares in float32 starts to lack what underflowed on the way. */
const TINY: f64 = 2.0 ** -100;

/**
 * A row's sum of squared differences, within 6 roundings of float32: differences, squares and sums of four squares are
 * rounded to it, all further sums are in double precision. Where that would overflow or underflow, nothing is rounded.
 */
export function measureMSE(rows: i32, columns: i32): void {
  let answer = ANSWERS;
  for (let row = 0, start = TILE; row < rows; row++, start += <usize>columns << 2) {
    const error = squaredError(start, columns);
    store<f64>(answer, error > TINY && error < Infinity ? error : unrounded(start, columns));
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
      a = f64x2.add(a, squared(f64x2.sub(v128.load(at), v128.load(at, SECOND))));
      b = f64x2.add(b, squared(f64x2.sub(v128.load(at, 16), v128.load(at, SECOND + 16))));
    }
    for (; at < end; at += 8)
      a = f64x2.add(a, squared(f64x2.sub(v128.load64_zero(at), v128.load64_zero(at, SECOND))));
    const all = f64x2.add(a, b);
    store<f64>(answer, f64x2.extract_lane(all, 0) + f64x2.extract_lane(all, 1));
  }
}

@inline
function squaredError(start: usize, columns: i32): f64 {
  const whole = start + (<usize>(columns & ~3) << 2);
  let a = f64x2.splat(0);
  let b = a;
  let at = start;
  for (; at + 64 <= whole; at += 64) {
    const left = f32x4.add(squaresAt(at), squaresAt(at + 16));
    const right = f32x4.add(squaresAt(at + 32), squaresAt(at + 48));
    const four = f32x4.add(left, right);
    a = f64x2.add(a, f64x2.promote_low_f32x4(four));
    b = f64x2.add(b, f64x2.promote_low_f32x4(v128.shuffle<i32>(four, four, 2, 3, 2, 3)));
  }
  let last = v128.and(squaresAt(whole), firstLanes(columns & 3));
  for (; at < whole; at += 16) last = f32x4.add(last, squaresAt(at));
  a = f64x2.add(a, f64x2.promote_low_f32x4(last));
  b = f64x2.add(b, f64x2.promote_low_f32x4(v128.shuffle<i32>(last, last, 2, 3, 2, 3)));
  const all = f64x2.add(a, b);
  return f64x2.extract_lane(all, 0) + f64x2.extract_lane(all, 1);
}

@inline
function squaresAt(at: usize): v128 {
  const difference = f32x4.sub(v128.load(at), v128.load(at, SECOND));
  return f32x4.mul(difference, difference);
}

/** The same in double precision throughout. */
function unrounded(start: usize, columns: i32): f64 {
  const end = start + (<usize>columns << 2);
  let sum: f64 = 0;
  for (let at = start; at < end; at += 4) {
    const difference = <f64>load<f32>(at) - <f64>load<f32>(at, SECOND);
    sum += difference * difference;
  }
  return sum;
}

@inline
function squared(x: v128): v128 {
  return f64x2.mul(x, x);
}
