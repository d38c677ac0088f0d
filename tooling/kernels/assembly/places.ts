import { everyLargest, firstLanes, signed, signed64 } from "./rows";

/** The longest row that three vectors hold. */
export const NARROW = 12;

/** How many bytes into a row of 12 floats at most its second vector and its last start: they overlap, and end where the row does. */
@inline
export function secondOf(columns: i32): usize {
  return <usize>min(max(columns - 4, 0), 4) << 2;
}

@inline
export function lastOf(columns: i32): usize {
  return <usize>max(columns - 4, 0) << 2;
}

/**
 * In which of the 12 lanes of a row of 12 floats at most the largest is, with no branch that depends on the numbers. A float that
 * stands in two lanes counts in the first, so that there is one lane a place.
 */
@inline
export function laneOfLargest(start: usize, columns: i32, second: usize, last: usize, inside: v128, negated: bool): i32 {
  let a = signed(v128.load(start), negated);
  let b = signed(v128.load(start + second), negated);
  let c = signed(v128.load(start + last), negated);
  if (columns < 4) {
    a = v128.bitselect(a, f32x4.splat(f32.NEGATIVE_INFINITY), inside);
    b = a;
    c = a;
  }
  // NaN where one of the floats is, or where infinities cancel.
  const total = f32x4.add(f32x4.add(a, b), c);
  if (v128.any_true(f32x4.ne(total, total))) return laneOf(placeOfLargest(start, columns, negated), columns);
  const most = everyLargest(f32x4.pmax(f32x4.pmax(a, b), c));
  const ab = i16x8.narrow_i32x4_s(f32x4.eq(a, most), f32x4.eq(b, most));
  const cc = f32x4.eq(c, most);
  return ctz(i8x16.bitmask(i8x16.narrow_i16x8_s(ab, i16x8.narrow_i32x4_s(cc, cc))));
}

@inline
function laneOf(place: i32, columns: i32): i32 {
  return columns < 4 || place < ((columns - 1) & ~3) ? place : place + (-columns & 3);
}

/** Without a branch: where a row is largest cannot be guessed. */
@inline
export function placeOf(lane: i32, columns: i32): i32 {
  const twice = columns < 4 ? 0 : -columns & 3;
  return lane - select<i32>(twice, 0, lane >= ((columns - 1) & ~3));
}

/** How many lanes a search for the largest tells apart at once, and the bytes of as many floats. */
const SPAN = 64;
const SPAN_BYTES: usize = 256;

/**
 * Where the largest of the `columns` floats from `start` on is, or of their negatives: the first NaN, otherwise the first of equals.
 * No branch depends on the numbers, unless one is NaN: a row's largest stands anywhere, and a wrong guess costs more than it saves.
 */
export function placeOfLargest(start: usize, columns: i32, negated: bool): i32 {
  const whole = start + (<usize>(columns & ~3) << 2);
  let most = f32x4.splat(f32.NEGATIVE_INFINITY);
  let spans = i32x4.splat(0);
  // NaN where one of the floats is, or where infinities cancel.
  let total = f32x4.splat(0);
  for (let at = start, span = 0; at < whole; span++) {
    const end = min(at + SPAN_BYTES, whole);
    let a = most;
    let b = most;
    for (; at + 32 <= end; at += 32) {
      const x = signed(v128.load(at), negated);
      const y = signed(v128.load(at, 16), negated);
      a = f32x4.pmax(a, x);
      b = f32x4.pmax(b, y);
      total = f32x4.add(total, f32x4.add(x, y));
    }
    for (; at < end; at += 16) {
      const x = signed(v128.load(at), negated);
      a = f32x4.pmax(a, x);
      total = f32x4.add(total, x);
    }
    a = f32x4.pmax(a, b);
    spans = i32x4.max_s(spans, v128.and(f32x4.gt(a, most), i32x4.splat(span)));
    most = a;
  }
  const last = v128.bitselect(signed(v128.load(whole), negated), most, firstLanes(columns & 3));
  total = f32x4.add(total, last);
  spans = i32x4.max_s(spans, v128.and(f32x4.gt(last, most), i32x4.splat(columns / SPAN)));
  most = f32x4.pmax(most, last);
  if (v128.any_true(f32x4.ne(total, total))) {
    const missing = placeOfNaN(start, columns, false);
    if (missing < columns) return missing;
  }
  const largest = everyLargest(most);
  const first = columns > SPAN ? leastWhere(f32x4.eq(most, largest), spans) * SPAN : 0;
  return first + placeIn(start + (<usize>first << 2), min(columns, SPAN), largest, negated);
}

/** The least of four integers from 0 on, of those that the mask leaves. */
@inline
function leastWhere(mask: v128, x: v128): i32 {
  const left = v128.or(x, v128.not(mask));
  const two = i32x4.min_u(left, v128.shuffle<i32>(left, left, 2, 3, 0, 1));
  return i32x4.extract_lane(i32x4.min_u(two, v128.shuffle<i32>(two, two, 1, 0, 3, 2)), 0);
}

/** Where in the span at `start` the first float that is `largest` stands: there is one. What lies behind the span's end comes after it. */
@inline
function placeIn(start: usize, lanes: i32, largest: v128, negated: bool): i32 {
  let found: i64 = 0;
  for (let lane = 0, at = start; lane < lanes; lane += 16, at += 64) {
    const left = i16x8.narrow_i32x4_s(equalAt(at, largest, negated), equalAt(at + 16, largest, negated));
    const right = i16x8.narrow_i32x4_s(equalAt(at + 32, largest, negated), equalAt(at + 48, largest, negated));
    found |= <i64>i8x16.bitmask(i8x16.narrow_i16x8_s(left, right)) << <i64>lane;
  }
  return <i32>ctz(found);
}

@inline
function equalAt(at: usize, largest: v128, negated: bool): v128 {
  return f32x4.eq(signed(v128.load(at), negated), largest);
}

/** {@link placeOfLargest} of float64: up to 64 lanes are searched with no branch that depends on the numbers. */
@inline
export function placeOfLargest64(start: usize, columns: i32, negated: bool): i32 {
  if (columns == 1) return 0;
  const last = start + (<usize>columns << 3) - 16;
  const end = signed64(v128.load(last), negated);
  let most = end;
  // NaN where one of the numbers is, or where infinities cancel.
  let total = end;
  for (let at = start; at < last; at += 16) {
    const x = signed64(v128.load(at), negated);
    most = f64x2.pmax(most, x);
    total = f64x2.add(total, x);
  }
  most = f64x2.pmax(most, v128.shuffle<i64>(most, most, 1, 0));
  if (v128.any_true(f64x2.ne(total, total))) {
    const missing = placeOfNaN(start, columns, true);
    if (missing < columns) return missing;
  }
  if (columns > 64) return placeOf64(start, most, negated);
  let found = <i64>i64x2.bitmask(f64x2.eq(end, most)) << <i64>(columns - 2);
  let lane: i64 = 0;
  for (let at = start; at < last; at += 16) {
    found |= <i64>i64x2.bitmask(f64x2.eq(signed64(v128.load(at), negated), most)) << lane;
    lane += 2;
  }
  return <i32>ctz(found);
}

/** Where the first of the float64 that are `most` is: there is one. */
function placeOf64(start: usize, most: v128, negated: bool): i32 {
  let found = 0;
  let at = start - 16;
  while (found == 0) {
    at += 16;
    found = i64x2.bitmask(f64x2.eq(signed64(v128.load(at), negated), most));
  }
  return (<i32>(at - start) >> 3) + ctz(found);
}

/** Where the first NaN is, `columns` if there is none. */
function placeOfNaN(start: usize, columns: i32, wide: bool): i32 {
  let i = 0;
  while (i < columns && !(wide ? isNaN(load<f64>(start + (<usize>i << 3))) : isNaN(load<f32>(start + (<usize>i << 2)))))
    i++;
  return i;
}
