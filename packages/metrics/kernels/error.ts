import { firstLanes } from "@tooling/kernels/assembly/rows";
import { ANSWERS, SECOND, TILE } from "@tooling/kernels/assembly/tile";

/** A row's sum of squared differences, all in double precision: float32 would overflow on the way to a finite mean. */
export function measureMSE(rows: i32, columns: i32): void {
  let answer = ANSWERS;
  for (let row = 0, start = TILE; row < rows; row++, start += <usize>columns << 2) {
    store<f64>(answer, squaredError(start, columns));
    answer += 8;
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
    a = f64x2.add(a, squares(v128.load64_zero(at), v128.load64_zero(at, SECOND)));
    b = f64x2.add(b, squares(v128.load64_zero(at, 8), v128.load64_zero(at, SECOND + 8)));
    c = f64x2.add(c, squares(v128.load64_zero(at, 16), v128.load64_zero(at, SECOND + 16)));
    d = f64x2.add(d, squares(v128.load64_zero(at, 24), v128.load64_zero(at, SECOND + 24)));
  }
  if (at < whole) {
    a = f64x2.add(a, squares(v128.load64_zero(at), v128.load64_zero(at, SECOND)));
    b = f64x2.add(b, squares(v128.load64_zero(at, 8), v128.load64_zero(at, SECOND + 8)));
  }
  const kept = firstLanes(columns & 3);
  const x = v128.and(v128.load(whole), kept);
  const y = v128.and(v128.load(whole, SECOND), kept);
  c = f64x2.add(c, squares(x, y));
  d = f64x2.add(d, squares(v128.shuffle<i32>(x, x, 2, 3, 2, 3), v128.shuffle<i32>(y, y, 2, 3, 2, 3)));
  const all = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  return f64x2.extract_lane(all, 0) + f64x2.extract_lane(all, 1);
}

/** Of the two floats in the lower halves. */
@inline
function squares(x: v128, y: v128): v128 {
  const difference = f64x2.sub(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(y));
  return f64x2.mul(difference, difference);
}
