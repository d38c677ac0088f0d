import { placeOfLargest } from "@tooling/kernels/assembly/rows";
import { ANSWERS, SECOND, TILE } from "@tooling/kernels/assembly/tile";

/** Up to this many columns four rows side by side, a lane each, are faster than a row by itself. */
const NARROW = 32;

/** How many rows of `columns` floats, of the `count` floats in all, are largest where their row in the second tile is. */
export function agreements(_one: i32, count: i32, columns: i32): void {
  const rows = count / columns;
  const bytes = <usize>columns << 2;
  const together = columns <= NARROW ? rows & ~3 : 0;
  let start = TILE;
  let hits = 0;
  for (let row = 0; row < together; row += 4, start += 4 * bytes) {
    const same = i32x4.eq(placesOfFour(start, columns), placesOfFour(start + SECOND, columns));
    hits += popcnt(i32x4.bitmask(same));
  }
  for (let row = together; row < rows; row++, start += bytes)
    if (place(start, columns) == place(start + SECOND, columns)) hits++;
  store<f64>(ANSWERS, hits);
}

/** Where the row is largest. */
export function guess(rows: i32, columns: i32): void {
  const bytes = <usize>columns << 2;
  const together = columns <= NARROW ? rows & ~3 : 0;
  let start = TILE;
  let answer = ANSWERS;
  for (let row = 0; row < together; row += 4, start += 4 * bytes, answer += 32)
    storeFour(answer, placesOfFour(start, columns));
  for (let row = together; row < rows; row++, start += bytes, answer += 8)
    store<f64>(answer, <f64>place(start, columns));
}

@inline
function storeFour(answer: usize, x: v128): void {
  v128.store(answer, f64x2.convert_low_i32x4_s(x));
  v128.store(answer, f64x2.convert_low_i32x4_s(v128.shuffle<i32>(x, x, 2, 3, 2, 3)), 16);
}

function place(start: usize, columns: i32): i32 {
  return placeOfLargest(start, columns, false);
}

/** Where four rows are largest. */
function placesOfFour(start: usize, columns: i32): v128 {
  const bytes = <usize>columns << 2;
  const whole = start + (<usize>(columns & ~3) << 2);
  let most = f32x4.splat(f32.NEGATIVE_INFINITY);
  let places = i32x4.splat(0);
  // NaN where a row holds NaN, or infinities that cancel.
  let total = f32x4.splat(0);
  let column = i32x4.splat(0);
  let at = start;
  for (; at < whole; at += 16) {
    const a = v128.load(at);
    const b = v128.load(at + bytes);
    const c = v128.load(at + 2 * bytes);
    const d = v128.load(at + 3 * bytes);
    const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
    const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
    let x = v128.shuffle<i64>(ab, cd, 0, 2);
    places = i32x4.max_s(places, v128.and(f32x4.gt(x, most), column));
    most = f32x4.pmax(most, x);
    total = f32x4.add(total, x);
    column = i32x4.add(column, i32x4.splat(1));
    x = v128.shuffle<i64>(ab, cd, 1, 3);
    places = i32x4.max_s(places, v128.and(f32x4.gt(x, most), column));
    most = f32x4.pmax(most, x);
    total = f32x4.add(total, x);
    column = i32x4.add(column, i32x4.splat(1));
    const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
    const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
    x = v128.shuffle<i64>(abHigh, cdHigh, 0, 2);
    places = i32x4.max_s(places, v128.and(f32x4.gt(x, most), column));
    most = f32x4.pmax(most, x);
    total = f32x4.add(total, x);
    column = i32x4.add(column, i32x4.splat(1));
    x = v128.shuffle<i64>(abHigh, cdHigh, 1, 3);
    places = i32x4.max_s(places, v128.and(f32x4.gt(x, most), column));
    most = f32x4.pmax(most, x);
    total = f32x4.add(total, x);
    column = i32x4.add(column, i32x4.splat(1));
  }
  for (const end = start + bytes; at < end; at += 4) {
    let x = v128.load32_zero(at);
    x = v128.load32_lane(at + bytes, x, 1);
    x = v128.load32_lane(at + 2 * bytes, x, 2);
    x = v128.load32_lane(at + 3 * bytes, x, 3);
    places = i32x4.max_s(places, v128.and(f32x4.gt(x, most), column));
    most = f32x4.pmax(most, x);
    total = f32x4.add(total, x);
    column = i32x4.add(column, i32x4.splat(1));
  }
  if (!v128.any_true(f32x4.ne(total, total))) return places;
  places = i32x4.replace_lane(places, 0, place(start, columns));
  places = i32x4.replace_lane(places, 1, place(start + bytes, columns));
  places = i32x4.replace_lane(places, 2, place(start + 2 * bytes, columns));
  return i32x4.replace_lane(places, 3, place(start + 3 * bytes, columns));
}
