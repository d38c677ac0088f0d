import { firstLanes } from "@tooling/kernels/assembly/rows";
import { ANSWERS, TILE } from "@tooling/kernels/assembly/tile";

/** A row's sum in double precision, with what its additions round off added last. What that loses stands behind the answer, until the next one. */
export function sum(rows: i32, columns: i32): void {
  let answer = ANSWERS;
  for (let row = 0, start = TILE; row < rows; row++, start += <usize>columns << 2) {
    sumRow(start, columns, answer);
    answer += 8;
  }
}

function sumRow(start: usize, columns: i32, answer: usize): void {
  const whole = start + (<usize>(columns & ~3) << 2);
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let lostA = a;
  let lostB = a;
  let lostC = a;
  let lostD = a;
  let next = a;
  let at = start;
  for (; at + 32 <= whole; at += 32) {
    let x = f64x2.promote_low_f32x4(v128.load64_zero(at));
    next = f64x2.add(a, x);
    lostA = f64x2.add(lostA, lostOf(a, x, next));
    a = next;
    x = f64x2.promote_low_f32x4(v128.load64_zero(at, 8));
    next = f64x2.add(b, x);
    lostB = f64x2.add(lostB, lostOf(b, x, next));
    b = next;
    x = f64x2.promote_low_f32x4(v128.load64_zero(at, 16));
    next = f64x2.add(c, x);
    lostC = f64x2.add(lostC, lostOf(c, x, next));
    c = next;
    x = f64x2.promote_low_f32x4(v128.load64_zero(at, 24));
    next = f64x2.add(d, x);
    lostD = f64x2.add(lostD, lostOf(d, x, next));
    d = next;
  }
  for (; at <= whole; at += 16) {
    const lanes = at < whole ? v128.load(at) : v128.and(v128.load(at), firstLanes(columns & 3));
    let x = f64x2.promote_low_f32x4(lanes);
    next = f64x2.add(a, x);
    lostA = f64x2.add(lostA, lostOf(a, x, next));
    a = next;
    x = f64x2.promote_low_f32x4(v128.shuffle<i32>(lanes, lanes, 2, 3, 2, 3));
    next = f64x2.add(b, x);
    lostB = f64x2.add(lostB, lostOf(b, x, next));
    b = next;
  }
  const ab = f64x2.add(a, b);
  const cd = f64x2.add(c, d);
  const all = f64x2.add(ab, cd);
  const swapped = v128.shuffle<i64>(all, all, 1, 0);
  const total = f64x2.add(all, swapped);
  const inLanes = f64x2.add(f64x2.add(lostA, lostB), f64x2.add(lostC, lostD));
  const inPairs = f64x2.add(f64x2.add(lostOf(a, b, ab), lostOf(c, d, cd)), lostOf(ab, cd, all));
  const before = f64x2.add(inLanes, inPairs);
  const last = f64x2.extract_lane(lostOf(all, swapped, total), 0);
  finish(
    answer,
    f64x2.extract_lane(total, 0),
    f64x2.extract_lane(before, 0) + f64x2.extract_lane(before, 1) + last,
  );
}

function finish(answer: usize, total: f64, lost: f64): void {
  // Beside an infinity what is lost is NaN, and means nothing.
  const rest: f64 = isFinite(lost) ? lost : 0;
  const high = total + rest;
  store<f64>(answer, high);
  store<f64>(answer, isFinite(high) ? rest - (high - total) : 0, 8);
}

/** What `next`, the sum of two, lost of them. */
@inline
function lostOf(sum: v128, x: v128, next: v128): v128 {
  const added = f64x2.sub(next, sum);
  return f64x2.add(f64x2.sub(sum, f64x2.sub(next, added)), f64x2.sub(x, added));
}
