import { firstLanes } from "@tooling/kernels/assembly/rows";
import { ANSWERS, SECOND, TILE } from "@tooling/kernels/assembly/tile";

/**
 * A row's sum of squared differences. A difference is rounded to float32 once; squares and sums are in double precision,
 * since those of float32 overflow on the way to a finite mean.
 */
export function measureMSE(rows: i32, columns: i32): void {
  let answer = ANSWERS;
  for (let row = 0, start = TILE; row < rows; row++, start += <usize>columns << 2) {
    const error = squaredError(start, columns);
    store<f64>(answer, error < Infinity ? error : unbounded(start, columns));
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
  let c = a;
  let d = a;
  let at = start;
  for (; at + 32 <= whole; at += 32) {
    const x = f32x4.sub(v128.load(at), v128.load(at, SECOND));
    const y = f32x4.sub(v128.load(at, 16), v128.load(at, SECOND + 16));
    a = f64x2.add(a, lowSquares(x));
    b = f64x2.add(b, highSquares(x));
    c = f64x2.add(c, lowSquares(y));
    d = f64x2.add(d, highSquares(y));
  }
  if (at < whole) {
    const x = f32x4.sub(v128.load(at), v128.load(at, SECOND));
    a = f64x2.add(a, lowSquares(x));
    b = f64x2.add(b, highSquares(x));
  }
  const last = v128.and(f32x4.sub(v128.load(whole), v128.load(whole, SECOND)), firstLanes(columns & 3));
  c = f64x2.add(c, lowSquares(last));
  d = f64x2.add(d, highSquares(last));
  const all = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  return f64x2.extract_lane(all, 0) + f64x2.extract_lane(all, 1);
}

@inline
function lowSquares(x: v128): v128 {
  return squared(f64x2.promote_low_f32x4(x));
}

@inline
function highSquares(x: v128): v128 {
  return lowSquares(v128.shuffle<i32>(x, x, 2, 3, 2, 3));
}

/** The same for differences that float32 does not hold, or that are NaN. */
function unbounded(start: usize, columns: i32): f64 {
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
