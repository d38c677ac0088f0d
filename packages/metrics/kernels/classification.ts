import { lastOf, laneOfLargest, NARROW, placeOfLargest, placeOfLargest64, secondOf } from "@tooling/kernels/assembly/places";
import { firstLanes } from "@tooling/kernels/assembly/rows";
import { ANSWERS, SECOND, TILE } from "@tooling/kernels/assembly/tile";

/** The bytes of a row of ten, and how many such rows are counted at once: 4 rows a turn leave -128 in a byte at most. */
const TEN: usize = 40;
const BLOCK = 128;
/** Where the largest of a block's rows are put down, to be read into every lane: a load that spreads is no shuffle. */
const MOST: usize = ANSWERS + 16;

/** How many rows of `columns` floats, of the `count` floats in all, are largest where their row in the second tile is. */
export function agreements(_one: i32, count: i32, columns: i32): void {
  agreementsOf(count / columns, columns, false);
}

export function agreementsFloat64(_one: i32, count: i32, columns: i32): void {
  agreementsOf(count / columns, columns, true);
}

@inline
function agreementsOf(rows: i32, columns: i32, wide: bool): void {
  const bytes = <usize>columns << (wide ? 3 : 2);
  let hits = 0;
  let row = 0;
  if (!wide && columns <= NARROW) {
    // By blocks, until one holds a row that has to be searched: where there is one, as among counts of spikes, there are more.
    while (columns == 10 && rows - row >= 4) {
      const count = min(rows - row, BLOCK) & ~3;
      const found = agreementsOfTen(TILE + <usize>row * TEN, count);
      if (found < 0) break;
      hits += found;
      row += count;
    }
    const second = secondOf(columns);
    const last = lastOf(columns);
    const inside = firstLanes(columns);
    for (let start = TILE + <usize>row * bytes; row < rows; row++, start += bytes) {
      const lane = laneOfLargest(start, columns, second, last, inside, false);
      hits += <i32>(lane == laneOfLargest(start + SECOND, columns, second, last, inside, false));
    }
  } else {
    for (let start = TILE; row < rows; row++, start += bytes)
      hits += <i32>(place(start, columns, wide) == place(start + SECOND, columns, wide));
  }
  store<f64>(ANSWERS, hits);
}

@inline
function place(start: usize, columns: i32, wide: bool): i32 {
  return wide ? placeOfLargest64(start, columns, false) : placeOfLargest(start, columns, false);
}

/**
 * Two rows of ten are five vectors. What lies below its row's largest is counted: nine in a row, unless two are equal or one is
 * NaN, and then the answer is -1. Of two rows that agree nine lanes have either below, of others ten. All that is largest is
 * found before anything is compared with it: 29 cycles for four rows, where one loop for both takes 35.
 */
function agreementsOfTen(start: usize, rows: i32): i32 {
  const end = start + <usize>rows * TEN;
  for (let at = start, most = MOST; at < end; at += 4 * TEN, most += 64) {
    v128.store(most, largestOfTwo(at));
    v128.store(most, largestOfTwo(at + 2 * TEN), 16);
    v128.store(most, largestOfTwo(at + SECOND), 32);
    v128.store(most, largestOfTwo(at + SECOND + 2 * TEN), 48);
  }
  let both = i8x16.splat(0);
  let either = both;
  let bothMiddle = both;
  let eitherMiddle = both;
  for (let at = start, most = MOST; at < end; at += 4 * TEN, most += 64) {
    const a = belowOutside(at, most);
    const b = belowOutside(at + 2 * TEN, most + 16);
    const c = belowOutside(at + SECOND, most + 32);
    const d = belowOutside(at + SECOND + 2 * TEN, most + 48);
    both = i8x16.add(both, i8x16.add(i8x16.add(a, b), i8x16.add(c, d)));
    either = i8x16.add(either, i8x16.add(v128.or(a, c), v128.or(b, d)));
    const left = belowBetween(at, most);
    const right = belowBetween(at + SECOND, most + 32);
    bothMiddle = i16x8.add(bothMiddle, i16x8.add(left, right));
    eitherMiddle = i16x8.add(eitherMiddle, v128.or(left, right));
  }
  return lanes(both, bothMiddle) == 18 * rows ? 10 * rows - lanes(either, eitherMiddle) : -1;
}

/** The largest of each of two rows of ten, in two lanes, where the middle one of their vectors has its floats. */
@inline
function largestOfTwo(at: usize): v128 {
  const a = f32x4.pmax(v128.load(at), v128.load(at, 16));
  const b = f32x4.pmax(v128.load(at, 48), v128.load(at, 64));
  const ab = f32x4.pmax(v128.shuffle<i64>(a, b, 0, 2), v128.shuffle<i64>(a, b, 1, 3));
  const abc = f32x4.pmax(ab, v128.load(at, 32));
  return f32x4.pmax(abc, v128.shuffle<i32>(abc, abc, 1, 0, 3, 2));
}

/** What of the other four vectors is below its row's largest, in bytes. */
@inline
function belowOutside(at: usize, most: usize): v128 {
  const a = v128.load32_splat(most);
  const b = v128.load32_splat(most, 8);
  const left = i16x8.narrow_i32x4_s(f32x4.lt(v128.load(at), a), f32x4.lt(v128.load(at, 16), a));
  const right = i16x8.narrow_i32x4_s(f32x4.lt(v128.load(at, 48), b), f32x4.lt(v128.load(at, 64), b));
  return i8x16.narrow_i16x8_s(left, right);
}

/** What of the middle vectors of two pairs of rows is, in halves of words. */
@inline
function belowBetween(at: usize, most: usize): v128 {
  const upper = f32x4.lt(v128.load(at, 32), v128.load(most));
  return i16x8.narrow_i32x4_s(upper, f32x4.lt(v128.load(at, 112), v128.load(most, 16)));
}

/** How many lanes were counted, each as -1, in bytes and in halves of words. */
@inline
function lanes(bytes: v128, halves: v128): i32 {
  const all = i16x8.sub(i16x8.neg(halves), i16x8.extadd_pairwise_i8x16_s(bytes));
  const words = i32x4.extadd_pairwise_i16x8_s(all);
  const two = i32x4.add(words, v128.shuffle<i32>(words, words, 2, 3, 0, 1));
  return i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1);
}
