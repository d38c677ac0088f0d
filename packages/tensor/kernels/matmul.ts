/*
 * A product of blocks, at most 256 x 256 times 256 x 256. Their rows lie so far apart that those of a panel do not all
 * fall into the same sets of the first cache. Beyond a block's edges memory may hold anything: what is computed of it is
 * not copied out.
 */
const A_ROW: usize = 1040;
const B_ROW: usize = 1056;
const A: usize = 65536;
const B: usize = A + 256 * A_ROW;
const C: usize = B + 256 * B_ROW;
/** Where a factor that comes as its transpose waits to be turned. */
const WAITING: usize = C + 256 * B_ROW;
/** Of each row of A what is not 0: how far B's row lies from B, and the value, four bytes each. */
const LISTS: usize = WAITING + 256 * B_ROW;
const LIST: usize = 2112;
/** Where each row's list ends. */
const ENDS: usize = LISTS + 256 * LIST;

/** The block's product into C: A B, or that added to what C holds. */
export function multiply(rows: i32, columns: i32, depth: i32, add: bool): void {
  for (let j: usize = 0; j < <usize>columns; j += 8)
    for (let i: usize = 0; i < <usize>rows; i += 4)
      tile(A + i * A_ROW, B + (j << 2), C + i * B_ROW + (j << 2), depth, add);
}

/**
 * The same product where A is mostly 0. Its rows lie `aApart` bytes apart from `a` on, or its columns where it comes as its
 * transpose, the rows of B and C `apart`. Each element is summed in the order of the inner index, as above, so that both
 * give the same bits; since 0 times an infinity or NaN counts, nothing is left out where B holds such.
 */
export function multiplySparse(
  rows: i32,
  columns: i32,
  depth: i32,
  add: bool,
  apart: usize,
  a: usize,
  aApart: usize,
  turned: bool,
): void {
  const all = isBFinite(columns, depth, apart) ? 0 : 0xffff;
  for (let i: usize = 0; i < <usize>rows; i++) store<usize>(ENDS + (i << 2), LISTS + i * LIST);
  if (turned) for (let k: usize = 0; k < <usize>depth; k++) listColumn(a + k * aApart, rows, k * apart, all);
  else for (let i: usize = 0; i < <usize>rows; i++) listRow(a + i * aApart, i, depth, apart, all);
  for (let i: usize = 0; i < <usize>rows; i++)
    sparseRow(LISTS + i * LIST, load<usize>(ENDS + (i << 2)), C + i * apart, columns, add);
}

/** Four rows by eight columns of the product, whose sums stay in registers. */
function tile(a: usize, b: usize, c: usize, depth: i32, add: bool): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = f32x4.splat(0);
  let c11 = c10;
  let c20 = f32x4.splat(0);
  let c21 = c20;
  let c30 = f32x4.splat(0);
  let c31 = c30;
  for (const end = b + <usize>depth * B_ROW; b < end; b += B_ROW, a += 4) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a, 0);
    c00 = f32x4.add(c00, f32x4.mul(a0, b0));
    c01 = f32x4.add(c01, f32x4.mul(a0, b1));
    const a1 = v128.load32_splat(a, A_ROW);
    c10 = f32x4.add(c10, f32x4.mul(a1, b0));
    c11 = f32x4.add(c11, f32x4.mul(a1, b1));
    const a2 = v128.load32_splat(a, 2 * A_ROW);
    c20 = f32x4.add(c20, f32x4.mul(a2, b0));
    c21 = f32x4.add(c21, f32x4.mul(a2, b1));
    const a3 = v128.load32_splat(a, 3 * A_ROW);
    c30 = f32x4.add(c30, f32x4.mul(a3, b0));
    c31 = f32x4.add(c31, f32x4.mul(a3, b1));
  }
  put(c, c00, c01, add);
  put(c + B_ROW, c10, c11, add);
  put(c + 2 * B_ROW, c20, c21, add);
  put(c + 3 * B_ROW, c30, c31, add);
}

function put(c: usize, left: v128, right: v128, add: bool): void {
  v128.store(c, add ? f32x4.add(v128.load(c), left) : left);
  v128.store(c, add ? f32x4.add(v128.load(c, 16), right) : right, 16);
}

/** Whether B holds no infinity and no NaN, which taken from themselves leave NaN. */
function isBFinite(columns: i32, depth: i32, apart: usize): bool {
  let s0 = i32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (let k: usize = 0; k < <usize>depth; k++) {
    let at = B + k * apart;
    const end = at + ((<usize>columns) << 2);
    for (; at + 64 <= end; at += 64) {
      const x0 = v128.load(at);
      const x1 = v128.load(at, 16);
      const x2 = v128.load(at, 32);
      const x3 = v128.load(at, 48);
      s0 = v128.or(s0, f32x4.sub(x0, x0));
      s1 = v128.or(s1, f32x4.sub(x1, x1));
      s2 = v128.or(s2, f32x4.sub(x2, x2));
      s3 = v128.or(s3, f32x4.sub(x3, x3));
    }
    // What lies beyond the row may be anything.
    for (; at < end; at += 4) {
      const x = v128.load32_zero(at);
      s0 = v128.or(s0, f32x4.sub(x, x));
    }
  }
  return !v128.any_true(v128.or(v128.or(s0, s1), v128.or(s2, s3)));
}

/** Lists where the row at `a` is not 0. */
function listRow(a: usize, i: usize, depth: i32, apart: usize, all: i32): void {
  let next = LISTS + i * LIST;
  for (let k = 0; k < depth; k += 16) {
    let mask = filled(a + ((<usize>k) << 2)) | all;
    // The last ones may reach beyond the row.
    if (k + 16 > depth) mask &= (1 << (depth - k)) - 1;
    for (; mask > 0; mask &= mask - 1, next += 8) {
      const at = <usize>(k + ctz(mask));
      store<usize>(next, at * apart);
      store<f32>(next, load<f32>(a + (at << 2)), 4);
    }
  }
  store<usize>(ENDS + (i << 2), next);
}

/** Adds to the rows' lists what is not 0 in a column of A, which lies at `a`. */
function listColumn(a: usize, rows: i32, offset: usize, all: i32): void {
  for (let i = 0; i < rows; i += 16) {
    let mask = filled(a + ((<usize>i) << 2)) | all;
    if (i + 16 > rows) mask &= (1 << (rows - i)) - 1;
    for (; mask > 0; mask &= mask - 1) {
      const at = (<usize>(i + ctz(mask))) << 2;
      const next = load<usize>(ENDS + at);
      store<usize>(next, offset);
      store<f32>(next, load<f32>(a + at), 4);
      store<usize>(ENDS + at, next + 8);
    }
  }
}

/** A bit for each of the 16 floats at `at`: whether it is not 0. */
function filled(at: usize): i32 {
  const zero = f32x4.splat(0);
  const low = i16x8.narrow_i32x4_s(f32x4.ne(v128.load(at), zero), f32x4.ne(v128.load(at, 16), zero));
  const high = i16x8.narrow_i32x4_s(f32x4.ne(v128.load(at, 32), zero), f32x4.ne(v128.load(at, 48), zero));
  return i8x16.bitmask(i8x16.narrow_i16x8_s(low, high));
}

/** A row of the product, 32 columns at a time, from the list of where A's row is not 0. */
function sparseRow(list: usize, end: usize, c: usize, columns: i32, add: bool): void {
  for (let j = 0; j < columns; j += 32, c += 128) {
    let c0 = f32x4.splat(0);
    let c1 = c0;
    let c2 = c0;
    let c3 = c0;
    let c4 = c0;
    let c5 = c0;
    let c6 = c0;
    let c7 = c0;
    for (let at = list; at < end; at += 8) {
      const b = B + load<usize>(at) + ((<usize>j) << 2);
      const factor = v128.load32_splat(at, 4);
      c0 = f32x4.add(c0, f32x4.mul(factor, v128.load(b)));
      c1 = f32x4.add(c1, f32x4.mul(factor, v128.load(b, 16)));
      c2 = f32x4.add(c2, f32x4.mul(factor, v128.load(b, 32)));
      c3 = f32x4.add(c3, f32x4.mul(factor, v128.load(b, 48)));
      c4 = f32x4.add(c4, f32x4.mul(factor, v128.load(b, 64)));
      c5 = f32x4.add(c5, f32x4.mul(factor, v128.load(b, 80)));
      c6 = f32x4.add(c6, f32x4.mul(factor, v128.load(b, 96)));
      c7 = f32x4.add(c7, f32x4.mul(factor, v128.load(b, 112)));
    }
    put(c, c0, c1, add);
    put(c + 32, c2, c3, add);
    put(c + 64, c4, c5, add);
    put(c + 96, c6, c7, add);
  }
}

/** Turns the `rows` rows of `columns` that wait into A, or into B. */
export function turn(rows: i32, columns: i32, intoB: bool): void {
  const block = intoB ? B : A;
  const apart = intoB ? B_ROW : A_ROW;
  for (let i: usize = 0; i < <usize>rows; i += 4)
    for (let k: usize = 0; k < <usize>columns; k += 4) {
      const from = WAITING + i * B_ROW + (k << 2);
      const to = block + k * apart + (i << 2);
      const r0 = v128.load(from);
      const r1 = v128.load(from, B_ROW);
      const r2 = v128.load(from, 2 * B_ROW);
      const r3 = v128.load(from, 3 * B_ROW);
      const s0 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
      const s1 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
      const s2 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
      const s3 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
      v128.store(to, v128.shuffle<i32>(s0, s1, 0, 1, 4, 5));
      v128.store(to + apart, v128.shuffle<i32>(s0, s1, 2, 3, 6, 7));
      v128.store(to + 2 * apart, v128.shuffle<i32>(s2, s3, 0, 1, 4, 5));
      v128.store(to + 3 * apart, v128.shuffle<i32>(s2, s3, 2, 3, 6, 7));
    }
}
