import { pairAt } from "@tooling/kernels/assembly/rows";
import { ANSWERS, LOST, TILE } from "@tooling/kernels/assembly/tile";

/** A row's sum in double precision, with what its additions round off added last. What that loses stands behind the answer, until the next one. */
export function sum(rows: i32, columns: i32): void {
  sumRows(rows, columns, false);
}

export function sumFloat64(rows: i32, columns: i32): void {
  sumRows(rows, columns, true);
}

/** Adds the rows to the columns' sums, and what that rounds off to what they have lost. */
export function sumColumns(rows: i32, columns: i32): void {
  addColumns(rows, columns, false);
}

export function sumColumnsFloat64(rows: i32, columns: i32): void {
  addColumns(rows, columns, true);
}

@inline
function addColumns(rows: i32, columns: i32, wide: bool): void {
  const pair: usize = wide ? 16 : 8;
  const bytes = <usize>columns << (wide ? 3 : 2);
  const last = ANSWERS + (<usize>columns << 3);
  for (let answer = ANSWERS, start = TILE; answer < last; answer += 32, start += 2 * pair) {
    let a = v128.load(answer);
    let b = v128.load(answer, 16);
    let lostA = v128.load(answer, LOST);
    let lostB = v128.load(answer, LOST + 16);
    for (let row = 0, at = start; row < rows; row++, at += bytes) {
      const x = pairAt(at, wide);
      const y = pairAt(at + pair, wide);
      const nextA = f64x2.add(a, x);
      const nextB = f64x2.add(b, y);
      lostA = f64x2.add(lostA, lostOf(a, x, nextA));
      lostB = f64x2.add(lostB, lostOf(b, y, nextB));
      a = nextA;
      b = nextB;
    }
    v128.store(answer, a);
    v128.store(answer, b, 16);
    v128.store(answer, lostA, LOST);
    v128.store(answer, lostB, LOST + 16);
  }
}

@inline
function sumRows(rows: i32, columns: i32, wide: bool): void {
  let answer = ANSWERS;
  for (let row = 0, start = TILE; row < rows; row++, start += <usize>columns << (wide ? 3 : 2)) {
    sumRow(start, columns, answer, wide);
    answer += 8;
  }
}

@inline
function sumRow(start: usize, columns: i32, answer: usize, wide: bool): void {
  const pair: usize = wide ? 16 : 8;
  const whole = start + (<usize>(columns >> 1) * pair);
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
  for (; at + 4 * pair <= whole; at += 4 * pair) {
    let x = pairAt(at, wide);
    next = f64x2.add(a, x);
    lostA = f64x2.add(lostA, lostOf(a, x, next));
    a = next;
    x = pairAt(at + pair, wide);
    next = f64x2.add(b, x);
    lostB = f64x2.add(lostB, lostOf(b, x, next));
    b = next;
    x = pairAt(at + 2 * pair, wide);
    next = f64x2.add(c, x);
    lostC = f64x2.add(lostC, lostOf(c, x, next));
    c = next;
    x = pairAt(at + 3 * pair, wide);
    next = f64x2.add(d, x);
    lostD = f64x2.add(lostD, lostOf(d, x, next));
    d = next;
  }
  const end = whole + (columns & 1 ? pair : 0);
  for (; at < end; at += pair) {
    const x = at < whole ? pairAt(at, wide) : oneAt(at, wide);
    next = f64x2.add(a, x);
    lostA = f64x2.add(lostA, lostOf(a, x, next));
    a = next;
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

/** The element at `at`, beside 0. */
@inline
function oneAt(at: usize, wide: bool): v128 {
  return wide ? v128.load64_zero(at) : f64x2.promote_low_f32x4(v128.load32_zero(at));
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
