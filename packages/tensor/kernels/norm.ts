import { pairAt } from "@tooling/kernels/assembly/rows";
import { ANSWERS, SECOND, TILE } from "@tooling/kernels/assembly/tile";

/** What is folded, in double precision: there the squares of float32 neither overflow nor vanish. */
const SIZE = 0;
const SQUARE = 1;
const LARGEST = 2;

/** Where the second tile keeps what {@link scaleColumns} multiplies by, behind what it divides by. */
const FACTORS: usize = 8192;

export function sumAbs(rows: i32, columns: i32): void {
  foldRows(rows, columns, SIZE, false);
}

export function sumAbsFloat64(rows: i32, columns: i32): void {
  foldRows(rows, columns, SIZE, true);
}

export function sumAbsColumns(rows: i32, columns: i32): void {
  foldColumns(rows, columns, SIZE, false);
}

export function sumAbsColumnsFloat64(rows: i32, columns: i32): void {
  foldColumns(rows, columns, SIZE, true);
}

export function sumSquares(rows: i32, columns: i32): void {
  foldRows(rows, columns, SQUARE, false);
}

export function sumSquaresFloat64(rows: i32, columns: i32): void {
  foldRows(rows, columns, SQUARE, true);
}

export function sumSquaresColumns(rows: i32, columns: i32): void {
  foldColumns(rows, columns, SQUARE, false);
}

export function sumSquaresColumnsFloat64(rows: i32, columns: i32): void {
  foldColumns(rows, columns, SQUARE, true);
}

/** NaN where there is one. */
export function largestAbs(rows: i32, columns: i32): void {
  foldRows(rows, columns, LARGEST, false);
}

export function largestAbsFloat64(rows: i32, columns: i32): void {
  foldRows(rows, columns, LARGEST, true);
}

export function largestAbsColumns(rows: i32, columns: i32): void {
  foldColumns(rows, columns, LARGEST, false);
}

export function largestAbsColumnsFloat64(rows: i32, columns: i32): void {
  foldColumns(rows, columns, LARGEST, true);
}

/** Each element divided by its column's norm and multiplied by its column's factor, in double precision. */
export function scaleColumns(rows: i32, columns: i32): void {
  const end = SECOND + TILE + (<usize>columns << 3);
  let at = TILE;
  for (let row = 0; row < rows; row++) {
    for (let norm = SECOND + TILE; norm < end; norm += 32) {
      const low = f32x4.demote_f64x2_zero(scaled(pairAt(at, false), norm));
      const high = f32x4.demote_f64x2_zero(scaled(pairAt(at + 8, false), norm + 16));
      v128.store(at, v128.shuffle<i64>(low, high, 0, 2));
      at += 16;
    }
  }
}

export function scaleColumnsFloat64(rows: i32, columns: i32): void {
  const end = SECOND + TILE + (<usize>columns << 3);
  let at = TILE;
  for (let row = 0; row < rows; row++) {
    for (let norm = SECOND + TILE; norm < end; norm += 16) {
      v128.store(at, scaled(v128.load(at), norm));
      at += 16;
    }
  }
}

@inline
function scaled(x: v128, norm: usize): v128 {
  return f64x2.mul(f64x2.div(x, v128.load(norm)), v128.load(norm, FACTORS));
}

@inline
function foldColumns(rows: i32, columns: i32, kind: i32, wide: bool): void {
  const pair: usize = wide ? 16 : 8;
  const bytes = <usize>columns << (wide ? 3 : 2);
  const last = ANSWERS + (<usize>columns << 3);
  for (let answer = ANSWERS, start = TILE; answer < last; answer += 64, start += 4 * pair) {
    let a = v128.load(answer);
    let b = v128.load(answer, 16);
    let c = v128.load(answer, 32);
    let d = v128.load(answer, 48);
    for (let row = 0, at = start; row < rows; row++, at += bytes) {
      a = folded(a, pairAt(at, wide), kind);
      b = folded(b, pairAt(at + pair, wide), kind);
      c = folded(c, pairAt(at + 2 * pair, wide), kind);
      d = folded(d, pairAt(at + 3 * pair, wide), kind);
    }
    v128.store(answer, a);
    v128.store(answer, b, 16);
    v128.store(answer, c, 32);
    v128.store(answer, d, 48);
  }
}

@inline
function foldRows(rows: i32, columns: i32, kind: i32, wide: bool): void {
  const bytes = <usize>columns << (wide ? 3 : 2);
  let answer = ANSWERS;
  for (let row = 0, start = TILE; row < rows; row++, start += bytes) {
    store<f64>(answer, foldRow(start, columns, kind, wide));
    answer += 8;
  }
}

@inline
function foldRow(start: usize, columns: i32, kind: i32, wide: bool): f64 {
  const pair: usize = wide ? 16 : 8;
  const whole = start + <usize>(columns >> 1) * pair;
  let a = f64x2.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let at = start;
  for (; at + 4 * pair <= whole; at += 4 * pair) {
    a = folded(a, pairAt(at, wide), kind);
    b = folded(b, pairAt(at + pair, wide), kind);
    c = folded(c, pairAt(at + 2 * pair, wide), kind);
    d = folded(d, pairAt(at + 3 * pair, wide), kind);
  }
  for (; at < whole; at += pair) a = folded(a, pairAt(at, wide), kind);
  if (columns & 1) {
    const last = wide ? v128.load64_zero(at) : f64x2.promote_low_f32x4(v128.load32_zero(at));
    b = folded(b, last, kind);
  }
  const all = both(both(a, b, kind), both(c, d, kind), kind);
  return f64x2.extract_lane(both(all, v128.shuffle<i64>(all, all, 1, 0), kind), 0);
}

@inline
function folded(all: v128, x: v128, kind: i32): v128 {
  return both(all, kind == SQUARE ? f64x2.mul(x, x) : f64x2.abs(x), kind);
}

@inline
function both(a: v128, b: v128, kind: i32): v128 {
  return kind == LARGEST ? f64x2.max(a, b) : f64x2.add(a, b);
}
