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
/** The inner indices at which a row of A is not 0, two bytes each. */
const LIST: usize = WAITING + 256 * B_ROW;

/**
 * The block's product into C: A B, or that added to what C holds.
 *
 * Each element is summed in the order of the inner index, zeros skipped or not, so that both ways give the same bits.
 */
export function multiply(rows: i32, columns: i32, depth: i32, add: bool): void {
  if (isSparse(rows, depth) && isBFinite(columns, depth)) {
    for (let i: usize = 0; i < <usize>rows; i++)
      sparseRow(A + i * A_ROW, list(A + i * A_ROW, depth), C + i * B_ROW, columns, add);
    return;
  }
  for (let j: usize = 0; j < <usize>columns; j += 8)
    for (let i: usize = 0; i < <usize>rows; i += 4)
      tile(A + i * A_ROW, B + (j << 2), C + i * B_ROW + (j << 2), depth, add);
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

/** Whether less than a quarter of A is not 0, judged by eight of its rows. */
function isSparse(rows: i32, depth: i32): bool {
  if (rows < 8 || depth < 16) return false;
  let ones = 0;
  for (let k = 0; k < 8; k++) {
    const row = A + <usize>((rows * k) >> 3) * A_ROW;
    for (let at = row, end = row + ((<usize>depth) << 2); at < end; at += 64) ones += popcnt(filled(at));
  }
  return ones < 2 * depth;
}

/** Whether B holds no infinity and no NaN, whose product with 0 counts. Four sums, since one would wait for itself. */
function isBFinite(columns: i32, depth: i32): bool {
  const zero = f32x4.splat(0);
  let s0 = zero;
  let s1 = zero;
  let s2 = zero;
  let s3 = zero;
  for (let k = 0; k < depth; k++) {
    const row = B + <usize>k * B_ROW;
    for (let at = row, end = row + ((<usize>columns) << 2); at < end; at += 64) {
      s0 = f32x4.add(s0, f32x4.mul(v128.load(at), zero));
      s1 = f32x4.add(s1, f32x4.mul(v128.load(at, 16), zero));
      s2 = f32x4.add(s2, f32x4.mul(v128.load(at, 32), zero));
      s3 = f32x4.add(s3, f32x4.mul(v128.load(at, 48), zero));
    }
  }
  const sum = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
  return !v128.any_true(f32x4.ne(sum, sum));
}

/** Lists where the row at `a` is not 0; the end of the list. */
function list(a: usize, depth: i32): usize {
  let next = LIST;
  for (let k = 0; k < depth; k += 16) {
    let mask = filled(a + ((<usize>k) << 2));
    // The last ones may reach beyond the row.
    if (k + 16 > depth) mask &= (1 << (depth - k)) - 1;
    for (; mask > 0; mask &= mask - 1, next += 2) store<u16>(next, <u16>(k + ctz(mask)));
  }
  return next;
}

/** A bit for each of the 16 floats at `at`: whether it is not 0. */
function filled(at: usize): i32 {
  const zero = f32x4.splat(0);
  const low = i16x8.narrow_i32x4_s(f32x4.ne(v128.load(at), zero), f32x4.ne(v128.load(at, 16), zero));
  const high = i16x8.narrow_i32x4_s(f32x4.ne(v128.load(at, 32), zero), f32x4.ne(v128.load(at, 48), zero));
  return i8x16.bitmask(i8x16.narrow_i16x8_s(low, high));
}

/** A row of the product, 32 columns at a time, from the list of where A's row is not 0. */
function sparseRow(a: usize, end: usize, c: usize, columns: i32, add: bool): void {
  for (let j = 0; j < columns; j += 32, c += 128) {
    let c0 = f32x4.splat(0);
    let c1 = c0;
    let c2 = c0;
    let c3 = c0;
    let c4 = c0;
    let c5 = c0;
    let c6 = c0;
    let c7 = c0;
    for (let at = LIST; at < end; at += 2) {
      const k = <usize>load<u16>(at);
      const b = B + k * B_ROW + ((<usize>j) << 2);
      const factor = v128.load32_splat(a + (k << 2));
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
