import { firstLanes } from "@tooling/kernels/assembly/rows";
import { ANSWERS, TILE } from "@tooling/kernels/assembly/tile";

/** How many floats of a row lie above `tolerance`. */
export function measureSparsity(rows: i32, columns: i32, tolerance: f32): void {
  for (let row = 0, start = TILE; row < rows; row++, start += <usize>columns << 2) {
    const end = start + (<usize>(columns & ~3) << 2);
    let active = i32x4.splat(0);
    for (let at = start; at < end; at += 16) active = i32x4.sub(active, f32x4.gt(v128.load(at), f32x4.splat(tolerance)));
    active = i32x4.sub(active, v128.and(f32x4.gt(v128.load(end), f32x4.splat(tolerance)), firstLanes(columns & 3)));
    store<f64>(ANSWERS + (<usize>row << 3), i32x4.extract_lane(sumOfFour(active, active, active, active), 0));
  }
}

export function measureSparsityFloat64(rows: i32, columns: i32, tolerance: f64): void {
  for (let row = 0, start = TILE; row < rows; row++, start += <usize>columns << 3) {
    const active = activeOf(start, columns, f64x2.splat(tolerance));
    store<f64>(ANSWERS + (<usize>row << 3), f64x2.extract_lane(active, 0) + f64x2.extract_lane(active, 1));
  }
}

/**
 * The share of a row's floats above `tolerance`, or with `flip` the share of the others, as float32; of rows of at most 2,048, since four
 * are read side by side even where fewer are left.
 */
export function share(rows: i32, columns: i32, tolerance: f32, flip: f64): void {
  if (columns == 10) return shareOfTen(rows, <f32>columns, tolerance, flip != 0);
  const limit = f32x4.splat(tolerance);
  const bytes = <usize>columns << 2;
  const whole = <usize>(columns & ~3) << 2;
  const rest = firstLanes(columns & 3);
  const all = i32x4.splat(columns);
  let answer = ANSWERS;
  for (let row = 0, start = TILE; row < rows; row += 4, start += 4 * bytes, answer += 16) {
    let a = i32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let at = start;
    for (const end = start + whole; at < end; at += 16) {
      a = i32x4.add(a, f32x4.gt(v128.load(at), limit));
      b = i32x4.add(b, f32x4.gt(v128.load(at + bytes), limit));
      c = i32x4.add(c, f32x4.gt(v128.load(at + 2 * bytes), limit));
      d = i32x4.add(d, f32x4.gt(v128.load(at + 3 * bytes), limit));
    }
    a = i32x4.add(a, v128.and(f32x4.gt(v128.load(at), limit), rest));
    b = i32x4.add(b, v128.and(f32x4.gt(v128.load(at + bytes), limit), rest));
    c = i32x4.add(c, v128.and(f32x4.gt(v128.load(at + 2 * bytes), limit), rest));
    d = i32x4.add(d, v128.and(f32x4.gt(v128.load(at + 3 * bytes), limit), rest));
    // A set lane is -1.
    const active = sumOfFour(a, b, c, d);
    const counted = flip != 0 ? i32x4.add(all, active) : i32x4.neg(active);
    v128.store(answer, f32x4.div(f32x4.convert_i32x4_s(counted), f32x4.convert_i32x4_s(all)));
  }
}

/** The same of rows of ten, two of which are five vectors: four rows are summed in bytes. Ten is no constant, for V8 would make it anew in each turn. */
function shareOfTen(rows: i32, columns: f32, tolerance: f32, flip: bool): void {
  const limit = f32x4.splat(tolerance);
  const ten = f32x4.splat(columns);
  // A set lane is -1.
  const sign = i16x8.splat(flip ? 1 : -1);
  const none = i32x4.splat(flip ? 10 : 0);
  let answer = ANSWERS;
  for (let row = 0, at = TILE; row < rows; row += 4, at += 160, answer += 16) {
    const outside = i8x16.narrow_i16x8_s(outsideOfTwo(at, limit), outsideOfTwo(at + 80, limit));
    const middle = i16x8.narrow_i32x4_s(f32x4.gt(v128.load(at, 32), limit), f32x4.gt(v128.load(at, 112), limit));
    const active = i32x4.dot_i16x8_s(i16x8.add(i16x8.extadd_pairwise_i8x16_s(outside), middle), sign);
    v128.store(answer, f32x4.div(f32x4.convert_i32x4_s(i32x4.add(active, none)), ten));
  }
}

/** What of the first eight of a row, and of the last eight of the next, lies above the limit; in four lanes each. */
@inline
function outsideOfTwo(at: usize, limit: v128): v128 {
  const left = i32x4.add(f32x4.gt(v128.load(at), limit), f32x4.gt(v128.load(at, 16), limit));
  const right = i32x4.add(f32x4.gt(v128.load(at, 48), limit), f32x4.gt(v128.load(at, 64), limit));
  return i16x8.narrow_i32x4_s(left, right);
}

export function shareFloat64(rows: i32, columns: i32, tolerance: f64, flip: f64): void {
  for (let row = 0, start = TILE; row < rows; row++, start += <usize>columns << 3) {
    const active = activeOf(start, columns, f64x2.splat(tolerance));
    const share = (f64x2.extract_lane(active, 0) + f64x2.extract_lane(active, 1)) / <f64>columns;
    store<f64>(ANSWERS + (<usize>row << 3), flip != 0 ? 1 - share : share);
  }
}

/** The sum of each of four vectors, in a lane each. */
@inline
function sumOfFour(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return i32x4.add(v128.shuffle<i64>(ab, cd, 0, 2), v128.shuffle<i64>(ab, cd, 1, 3));
}

/** How many of a row's float64 lie above `tolerance`, in two parts. */
@inline
function activeOf(start: usize, columns: i32, tolerance: v128): v128 {
  const end = start + (<usize>columns << 3);
  const one = f64x2.splat(1);
  let active = f64x2.splat(0);
  let at = start;
  for (; at + 16 <= end; at += 16) active = f64x2.add(active, v128.and(f64x2.gt(v128.load(at), tolerance), one));
  if (at == end) return active;
  const last = v128.and(f64x2.gt(v128.load(at), tolerance), one);
  return f64x2.add(active, f64x2.replace_lane(last, 1, 0));
}
