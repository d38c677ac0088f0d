import { exp } from "@tooling/kernels/assembly/exp";
import { exp64 } from "@tooling/kernels/assembly/exp64";
import { firstLanes, largest, sum } from "@tooling/kernels/assembly/rows";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

/** Up to this many columns four rows side by side, a lane each, are faster than a row by itself: 3.6 -> 1.7 ns an element with 10. */
const NARROW = 48;
/** Where the columns of four rows are kept while their places in the tile are written: the third tile. */
const ASIDE: usize = 49152;

/** Rows of `columns` floats; `scale` is 2 / tau. Within 3 ulp, and |x - largest| / tau ulp more for the rounding of that. */
export function softmax(rows: i32, columns: i32, scale: f32): void {
  const narrow = columns <= NARROW;
  // The rows that the last four lack are what the memory holds there, and nobody reads their answers.
  const padded = narrow ? (rows + 3) & ~3 : rows;
  const bytes = (<usize>columns) << 2;
  const end = endOf(padded * columns);
  if (narrow) for (let four = TILE; four < end; four += 4 * bytes) turnFour(four, columns, scale);
  // Halves, since the difference itself may overflow where a large tau brings it back.
  else for (let row = TILE; row < end; row += bytes) shiftAndScale(row, columns, -0.5 * largest(row, columns), 0.5, scale);
  for (let at = TILE; at < end; at += 16) v128.store(at, exp(v128.load(at)));
  if (narrow) for (let four = TILE; four < end; four += 4 * bytes) turnBack(four, columns);
  else for (let row = TILE; row < end; row += bytes) shiftAndScale(row, columns, 0, 1, <f32>(1 / sum(row, columns)));
}

/** Four rows, less the largest of each and scaled, as vectors of a column each. */
function turnFour(start: usize, columns: i32, scale: f32): void {
  const bytes = <usize>columns << 2;
  const whole = start + (<usize>(columns & ~3) << 2);
  let most = f32x4.splat(f32.NEGATIVE_INFINITY);
  let aside = ASIDE;
  let at = start;
  for (; at < whole; at += 16, aside += 64) {
    turn(aside, 16, v128.load(at), v128.load(at + bytes), v128.load(at + 2 * bytes), v128.load(at + 3 * bytes));
    const two = f32x4.pmax(v128.load(aside), v128.load(aside, 16));
    most = f32x4.pmax(most, f32x4.pmax(two, f32x4.pmax(v128.load(aside, 32), v128.load(aside, 48))));
  }
  for (; at < start + bytes; at += 4, aside += 16) {
    let x = v128.load32_zero(at);
    x = v128.load32_lane(at + bytes, x, 1);
    x = v128.load32_lane(at + 2 * bytes, x, 2);
    x = v128.load32_lane(at + 3 * bytes, x, 3);
    v128.store(aside, x);
    most = f32x4.pmax(most, x);
  }
  const shift = f32x4.mul(most, f32x4.splat(-0.5));
  for (let column = ASIDE, to = start; column < aside; column += 16, to += 16) {
    const shifted = f32x4.add(f32x4.mul(v128.load(column), f32x4.splat(0.5)), shift);
    v128.store(to, f32x4.mul(shifted, f32x4.splat(scale)));
  }
}

/** What {@link turnFour} left, and `exp` made of it, divided by the sums and as rows again. */
function turnBack(start: usize, columns: i32): void {
  const bytes = <usize>columns << 2;
  const whole = start + (<usize>(columns & ~3) << 2);
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  let aside = ASIDE;
  for (let from = start, end = start + 4 * bytes; from < end; from += 16, aside += 16) {
    const x = v128.load(from);
    v128.store(aside, x);
    low = f64x2.add(low, f64x2.promote_low_f32x4(x));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<i32>(x, x, 2, 3, 2, 3)));
  }
  const one = f64x2.splat(1);
  const part = v128.shuffle<i64>(
    f32x4.demote_f64x2_zero(f64x2.div(one, low)),
    f32x4.demote_f64x2_zero(f64x2.div(one, high)),
    0,
    2,
  );
  let column = ASIDE;
  let at = start;
  for (; at < whole; at += 16, column += 64) {
    const a = f32x4.mul(v128.load(column), part);
    const b = f32x4.mul(v128.load(column, 16), part);
    const c = f32x4.mul(v128.load(column, 32), part);
    turn(at, bytes, a, b, c, f32x4.mul(v128.load(column, 48), part));
  }
  for (; at < start + bytes; at += 4, column += 16) {
    const x = f32x4.mul(v128.load(column), part);
    v128.store32_lane(at, x, 0);
    v128.store32_lane(at + bytes, x, 1);
    v128.store32_lane(at + 2 * bytes, x, 2);
    v128.store32_lane(at + 3 * bytes, x, 3);
  }
}

/** Four vectors, turned, `apart` bytes from each other. */
@inline
function turn(at: usize, apart: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  v128.store(at, v128.shuffle<i64>(ab, cd, 0, 2));
  v128.store(at + apart, v128.shuffle<i64>(ab, cd, 1, 3));
  const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(at + 2 * apart, v128.shuffle<i64>(abHigh, cdHigh, 0, 2));
  v128.store(at + 3 * apart, v128.shuffle<i64>(abHigh, cdHigh, 1, 3));
}

/** (before * x + shift) * scale for the `columns` floats from `start` on. */
function shiftAndScale(start: usize, columns: i32, shift: f32, before: f32, scale: f32): void {
  const whole = start + ((<usize>(columns & ~3)) << 2);
  for (let at = start; at < whole; at += 16) v128.store(at, scaled(v128.load(at), shift, before, scale));
  // The vector that the row ends in holds the next row's first elements too.
  const last = v128.load(whole);
  v128.store(whole, v128.bitselect(scaled(last, shift, before, scale), last, firstLanes(columns & 3)));
}

function scaled(x: v128, shift: f32, before: f32, scale: f32): v128 {
  const shifted = f32x4.add(f32x4.mul(x, f32x4.splat(before)), f32x4.splat(shift));
  return f32x4.mul(shifted, f32x4.splat(scale));
}

/** Of float64, two rows side by side; a last one beside itself. */
export function softmaxFloat64(rows: i32, columns: i32, scale: f64): void {
  const bytes = (<usize>columns) << 3;
  const end = endOf<f64>(rows * columns);
  for (let row = TILE; row < end; row += 2 * bytes) {
    const apart = row + bytes < end ? bytes : 0;
    let most = f64x2.splat(f64.NEGATIVE_INFINITY);
    for (let at = row; at < row + bytes; at += 8) most = f64x2.pmax(most, pair(at, apart));
    const shift = f64x2.mul(most, f64x2.splat(-0.5));
    for (let at = row; at < row + bytes; at += 8) {
      const shifted = f64x2.add(f64x2.mul(pair(at, apart), f64x2.splat(0.5)), shift);
      storePair(at, apart, f64x2.mul(shifted, f64x2.splat(scale)));
    }
  }
  for (let at = TILE; at < end; at += 16) v128.store(at, exp64(v128.load(at)));
  for (let row = TILE; row < end; row += 2 * bytes) {
    const apart = row + bytes < end ? bytes : 0;
    let sums = f64x2.splat(0);
    for (let at = row; at < row + bytes; at += 8) sums = f64x2.add(sums, pair(at, apart));
    for (let at = row; at < row + bytes; at += 8) storePair(at, apart, f64x2.div(pair(at, apart), sums));
  }
}

/** A float64, and the one `apart` bytes further. */
@inline
function pair(at: usize, apart: usize): v128 {
  return v128.load64_lane(at + apart, v128.load64_zero(at), 1);
}

@inline
function storePair(at: usize, apart: usize, x: v128): void {
  v128.store64_lane(at, x, 0);
  v128.store64_lane(at + apart, x, 1);
}
