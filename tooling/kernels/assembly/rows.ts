import { ANSWERS, TILE } from "./tile";

/** Lanes 0 to n - 1, where n may be 0 to 3. */
@inline
export function firstLanes(n: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(n));
}

/** The largest float of the `columns` from `start` on; a NaN among them may be passed over. */
@inline
export function largest(start: usize, columns: i32): f32 {
  const whole = start + (<usize>(columns & ~3) << 2);
  let a = f32x4.splat(f32.NEGATIVE_INFINITY);
  let b = a;
  let at = start;
  for (; at + 32 <= whole; at += 32) {
    a = f32x4.pmax(a, v128.load(at));
    b = f32x4.pmax(b, v128.load(at, 16));
  }
  if (at < whole) a = f32x4.pmax(a, v128.load(at));
  b = f32x4.pmax(b, v128.bitselect(v128.load(whole), a, firstLanes(columns & 3)));
  return largestLane(f32x4.pmax(a, b));
}

/** The sum of the `columns` floats from `start` on, in double precision. */
@inline
export function sum(start: usize, columns: i32): f64 {
  const whole = start + (<usize>(columns & ~3) << 2);
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let at = start;
  for (; at + 32 <= whole; at += 32) {
    a = f64x2.add(a, f64x2.promote_low_f32x4(v128.load64_zero(at)));
    b = f64x2.add(b, f64x2.promote_low_f32x4(v128.load64_zero(at, 8)));
    c = f64x2.add(c, f64x2.promote_low_f32x4(v128.load64_zero(at, 16)));
    d = f64x2.add(d, f64x2.promote_low_f32x4(v128.load64_zero(at, 24)));
  }
  if (at < whole) {
    a = f64x2.add(a, f64x2.promote_low_f32x4(v128.load64_zero(at)));
    b = f64x2.add(b, f64x2.promote_low_f32x4(v128.load64_zero(at, 8)));
  }
  const last = v128.and(v128.load(whole), firstLanes(columns & 3));
  c = f64x2.add(c, f64x2.promote_low_f32x4(last));
  d = f64x2.add(d, f64x2.promote_low_f32x4(v128.shuffle<i32>(last, last, 2, 3, 2, 3)));
  const all = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  return f64x2.extract_lane(all, 0) + f64x2.extract_lane(all, 1);
}

/** Set where x or y is NaN. */
@inline
export function unordered(x: v128, y: v128): v128 {
  return v128.or(f32x4.ne(x, x), f32x4.ne(y, y));
}

@inline
export function signed(x: v128, negated: bool): v128 {
  return negated ? f32x4.neg(x) : x;
}

@inline
export function signed64(x: v128, negated: bool): v128 {
  return negated ? f64x2.neg(x) : x;
}

/** The largest of four numbers. */
@inline
export function largestLane(x: v128): f32 {
  return f32x4.extract_lane(everyLargest(x), 0);
}

/** The largest of four numbers, in every lane. */
@inline
export function everyLargest(x: v128): v128 {
  const two = f32x4.pmax(x, v128.shuffle<i32>(x, x, 2, 3, 0, 1));
  return f32x4.pmax(two, v128.shuffle<i32>(two, two, 1, 0, 3, 2));
}

/** The two elements at `at`, in double precision: of float64, or of float32. */
@inline
export function pairAt(at: usize, wide: bool): v128 {
  return wide ? v128.load(at) : f64x2.promote_low_f32x4(v128.load64_zero(at));
}

/** The sum of each row of float64 of the first tile to the answers. */
@inline
export function sumRows64(rows: i32, columns: i32): void {
  let answer = ANSWERS;
  for (let row = 0, start = TILE; row < rows; row++, start += <usize>columns << 3) {
    store<f64>(answer, sum64(start, columns));
    answer += 8;
  }
}

function sum64(start: usize, columns: i32): f64 {
  const end = start + (<usize>columns << 3);
  let a = f64x2.splat(0);
  let b = a;
  let at = start;
  for (; at + 32 <= end; at += 32) {
    a = f64x2.add(a, v128.load(at));
    b = f64x2.add(b, v128.load(at, 16));
  }
  if (at + 16 <= end) {
    a = f64x2.add(a, v128.load(at));
    at += 16;
  }
  if (at < end) b = f64x2.add(b, v128.load64_zero(at));
  const all = f64x2.add(a, b);
  return f64x2.extract_lane(all, 0) + f64x2.extract_lane(all, 1);
}

/** The sum of each row of the first tile, in double precision, to the answers. */
@inline
export function sumRows(rows: i32, columns: i32): void {
  let answer = ANSWERS;
  for (let row = 0, start = TILE; row < rows; row++, start += <usize>columns << 2) {
    store<f64>(answer, sum(start, columns));
    answer += 8;
  }
}
