/*
 * A product of blocks of float32 or of float64, each at most 256 rows of 1,024 bytes. The rows lie so far apart that those of
 * a panel do not all fall into the same sets of the first cache. Beyond a block's edges memory may hold anything: what is
 * computed of it is not copied out. All distances are in bytes.
 */
const A_ROW: usize = 1040;
const B_ROW: usize = 1056;
const A: usize = 65536;
const B: usize = A + 256 * A_ROW;
const C: usize = B + 256 * B_ROW;
/** Where a factor that comes as its transpose waits to be turned, and rows that lie close to be moved. */
const WAITING: usize = C + 256 * B_ROW;
/** Of each row of A, block by block of the inner axis, what is not 0: where B's row lies, and the value. */
const LISTS: usize = WAITING + 256 * B_ROW;
const LIST: usize = 2112;
/** Where each of the 1,024 lists ends. */
const ENDS: usize = LISTS + 1024 * LIST;
/** A bit for each of 64 elements of A: whether it is listed even if it is 0. */
let listed: i64 = 0;
/** Which bits of any float32 that is listed are not those of 1: none of spikes, which are added without a multiplication. */
let unlike: u32 = 0;

/** The product of A and the block at `b` to `c`, or that added to what is there. */
export function multiply(wide: bool, rows: i32, columns: i32, depth: i32, add: bool, b: usize, c: usize): void {
  if (wide) multiplyDense<f64>(rows, columns, depth, add, b, c);
  else multiplyDense<f32>(rows, columns, depth, add, b, c);
}

/**
 * The same product where A is mostly 0, from the lists from `base` on of each of its rows. The rows of B and C lie `apart`.
 * Each element is summed in the order of the inner index, as above, so that both give the same bits.
 */
export function multiplyListed(wide: bool, rows: i32, columns: i32, add: bool, apart: usize, base: usize): void {
  if (wide) multiplyLists<f64>(rows, columns, add, apart, base);
  else multiplyLists<f32>(rows, columns, add, apart, base);
}

/**
 * Lists what is not 0, or all, in `count` lines of `length` that wait, `between` from one to the next: rows of A from the row `first`
 * on, cut into blocks of the inner axis that have a list each, or where A comes as its transpose columns from the inner index
 * `first` on, an element a list. A row's lists follow `base`, those of the next block a block's rows later.
 */
export function list(
  wide: bool,
  count: i32,
  length: i32,
  between: usize,
  first: usize,
  apart: usize,
  turned: bool,
  base: usize,
  all: bool,
): void {
  listed = all ? -1 : 0;
  if (first == 0 && !all) unlike = 0;
  if (wide) listLines<f64>(count, length, between, first, apart, turned, base);
  else listLines<f32>(count, length, between, first, apart, turned, base);
}

/** Whether B holds neither infinity nor NaN: 0 times these counts, so that beside them all of A is listed. */
export function isFinite(wide: bool, columns: i32, depth: i32, apart: usize): bool {
  return wide ? isBFinite<f64>(columns, depth, apart) : isBFinite<f32>(columns, depth, apart);
}

/** Turns the `rows` rows of `columns` that wait, `apart`, into the block at `to`, whose rows lie `toApart`. */
export function turn(wide: bool, rows: i32, columns: i32, apart: usize, to: usize, toApart: usize): void {
  if (wide) turnDoubles(rows, columns, apart, to, toApart);
  else turnFloats(rows, columns, apart, to, toApart);
}

/** Moves rows of `length` bytes from where they lie `apart` to where they lie `toApart`; up to 15 bytes behind the last are lost. */
export function move(rows: i32, length: usize, from: usize, apart: usize, to: usize, toApart: usize): void {
  for (let i = 0; i < rows; i++, from += apart, to += toApart)
    for (let at: usize = 0; at < length; at += 16) v128.store(to + at, v128.load(from + at));
}

function multiplyDense<T>(rows: i32, columns: i32, depth: i32, add: bool, b: usize, c: usize): void {
  const width = <usize>columns * sizeof<T>();
  for (let j: usize = 0; j < width; j += 32)
    for (let i: usize = 0; i < <usize>rows; i += 4)
      tile<T>(A + i * A_ROW, b + j, c + i * B_ROW + j, depth, add);
}

function multiplyLists<T>(rows: i32, columns: i32, add: bool, apart: usize, base: usize): void {
  if (sizeof<T>() == 4 && unlike == 0)
    for (let i: usize = 0; i < <usize>rows; i++)
      sparseRow<T>(listOf(base + i), load<usize>(endOf(base + i)), C + i * apart, columns, add, true);
  else
    for (let i: usize = 0; i < <usize>rows; i++)
      sparseRow<T>(listOf(base + i), load<usize>(endOf(base + i)), C + i * apart, columns, add, false);
}

function listLines<T>(
  count: i32,
  length: i32,
  between: usize,
  first: usize,
  apart: usize,
  turned: bool,
  base: usize,
): void {
  const side: i32 = 1024 / sizeof<T>();
  if (turned && first == 0)
    for (let i: usize = 0; i < <usize>length; i++) store<usize>(endOf(base + i), listOf(base + i));
  for (let line: usize = 0; line < <usize>count; line++) {
    const at = WAITING + line * between;
    if (turned) listColumn<T>(at, length, B + (first + line) * apart, base);
    else
      for (let from = 0; from < length; from += side)
        listRow<T>(at + <usize>from * sizeof<T>(), base + from + first + line, min(side, length - from), apart);
  }
}

@inline
function listOf(index: usize): usize {
  return LISTS + index * LIST;
}

@inline
function endOf(index: usize): usize {
  return ENDS + (index << 2);
}

function turnFloats(rows: i32, columns: i32, apart: usize, to: usize, toApart: usize): void {
  for (let i: usize = 0; i < <usize>rows; i += 4)
    for (let k: usize = 0; k < <usize>columns; k += 4) {
      const from = WAITING + i * apart + (k << 2);
      const at = to + k * toApart + (i << 2);
      const r0 = v128.load(from);
      const r1 = v128.load(from + apart);
      const r2 = v128.load(from + 2 * apart);
      const r3 = v128.load(from + 3 * apart);
      const s0 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
      const s1 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
      const s2 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
      const s3 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
      v128.store(at, v128.shuffle<i32>(s0, s1, 0, 1, 4, 5));
      v128.store(at + toApart, v128.shuffle<i32>(s0, s1, 2, 3, 6, 7));
      v128.store(at + 2 * toApart, v128.shuffle<i32>(s2, s3, 0, 1, 4, 5));
      v128.store(at + 3 * toApart, v128.shuffle<i32>(s2, s3, 2, 3, 6, 7));
    }
}

function turnDoubles(rows: i32, columns: i32, apart: usize, to: usize, toApart: usize): void {
  for (let i: usize = 0; i < <usize>rows; i += 2)
    for (let k: usize = 0; k < <usize>columns; k += 2) {
      const from = WAITING + i * apart + (k << 3);
      const at = to + k * toApart + (i << 3);
      const r0 = v128.load(from);
      const r1 = v128.load(from + apart);
      v128.store(at, v128.shuffle<i64>(r0, r1, 0, 2));
      v128.store(at + toApart, v128.shuffle<i64>(r0, r1, 1, 3));
    }
}

/** Four rows by two vectors of the product, whose sums stay in registers. */
function tile<T>(a: usize, b: usize, c: usize, depth: i32, add: bool): void {
  let c00 = begin<T>(c, add);
  let c01 = begin<T>(c + 16, add);
  let c10 = begin<T>(c + B_ROW, add);
  let c11 = begin<T>(c + B_ROW + 16, add);
  let c20 = begin<T>(c + 2 * B_ROW, add);
  let c21 = begin<T>(c + 2 * B_ROW + 16, add);
  let c30 = begin<T>(c + 3 * B_ROW, add);
  let c31 = begin<T>(c + 3 * B_ROW + 16, add);
  for (const end = b + <usize>depth * B_ROW; b < end; b += B_ROW, a += sizeof<T>()) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load_splat<T>(a, 0);
    c00 = v128.add<T>(c00, v128.mul<T>(a0, b0));
    c01 = v128.add<T>(c01, v128.mul<T>(a0, b1));
    const a1 = v128.load_splat<T>(a, A_ROW);
    c10 = v128.add<T>(c10, v128.mul<T>(a1, b0));
    c11 = v128.add<T>(c11, v128.mul<T>(a1, b1));
    const a2 = v128.load_splat<T>(a, 2 * A_ROW);
    c20 = v128.add<T>(c20, v128.mul<T>(a2, b0));
    c21 = v128.add<T>(c21, v128.mul<T>(a2, b1));
    const a3 = v128.load_splat<T>(a, 3 * A_ROW);
    c30 = v128.add<T>(c30, v128.mul<T>(a3, b0));
    c31 = v128.add<T>(c31, v128.mul<T>(a3, b1));
  }
  put<T>(c, c00, c01, add);
  put<T>(c + B_ROW, c10, c11, add);
  put<T>(c + 2 * B_ROW, c20, c21, add);
  put<T>(c + 3 * B_ROW, c30, c31, add);
}

/**
 * What a sum begins with. float32 sums a block's products by themselves and adds the sums, which loses less; float64 goes on where
 * the last block ended, as the plain path does. A -0 becomes 0, as it does where 0 is added to it.
 */
function begin<T>(c: usize, add: bool): v128 {
  const zero = v128.splat<T>(<T>0);
  if (sizeof<T>() == 4) return zero;
  return add ? v128.add<T>(v128.load(c), zero) : zero;
}

function put<T>(c: usize, left: v128, right: v128, add: bool): void {
  if (sizeof<T>() == 8) add = false;
  v128.store(c, add ? v128.add<T>(v128.load(c), left) : left);
  v128.store(c, add ? v128.add<T>(v128.load(c, 16), right) : right, 16);
}

/** Infinities and NaN stay in a sum. One that overflows says false of what is finite, which only lists more. */
function isBFinite<T>(columns: i32, depth: i32, apart: usize): bool {
  let s0 = v128.splat<T>(<T>0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (let k: usize = 0; k < <usize>depth; k++) {
    let at = B + k * apart;
    const end = at + <usize>columns * sizeof<T>();
    for (; at + 64 <= end; at += 64) {
      s0 = v128.add<T>(s0, v128.load(at));
      s1 = v128.add<T>(s1, v128.load(at, 16));
      s2 = v128.add<T>(s2, v128.load(at, 32));
      s3 = v128.add<T>(s3, v128.load(at, 48));
    }
    // What lies beyond the row may be anything.
    for (; at < end; at += sizeof<T>()) s0 = v128.add<T>(s0, v128.load_zero<T>(at));
  }
  const sum = v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3));
  return !v128.any_true(v128.sub<T>(sum, sum));
}

/**
 * The element at `from`, and where its row of B lies, as an entry at `next`. Says which of its bits are not those of 1, which
 * callers gather in a local, since V8 keeps no global in a register: to list 5,900 entries 90 -> 66 µs.
 */
@inline
function note<T>(next: usize, row: usize, from: usize): u32 {
  store<usize>(next, row);
  store<T>(next, load<T>(from), sizeof<T>());
  return sizeof<T>() == 4 ? load<u32>(from) ^ reinterpret<u32>(<f32>1) : 0;
}

/** Lists where the row at `a` is not 0. */
function listRow<T>(a: usize, index: usize, depth: i32, apart: usize): void {
  let next = listOf(index);
  let others: u32 = 0;
  for (let k = 0; k < depth; k += 64) {
    const from = a + <usize>k * sizeof<T>();
    let mask = within(filled<T>(from) | listed, depth - k);
    const end = next + <usize>popcnt(mask) * 2 * sizeof<T>();
    // Three at once, wanted or not: how many there are of 64 cannot be foreseen.
    do {
      for (let entry = 0; entry < 3; entry++, next += 2 * sizeof<T>(), mask &= mask - 1) {
        const at = <usize>ctz(mask) & 63;
        const bits = note<T>(next, B + (<usize>k + at) * apart, from + at * sizeof<T>());
        others |= mask != 0 ? bits : 0;
      }
    } while (mask != 0);
    next = end;
  }
  unlike |= others;
  store<usize>(endOf(index), next);
}

/** Adds to the rows' lists, the first of which is at `base`, what is not 0 in a column of A, which lies at `a`. */
function listColumn<T>(a: usize, rows: i32, row: usize, base: usize): void {
  let others: u32 = 0;
  for (let i = 0; i < rows; i += 64) {
    const from = a + <usize>i * sizeof<T>();
    for (let mask = within(filled<T>(from) | listed, rows - i); mask != 0; mask &= mask - 1) {
      const at = <usize>ctz(mask);
      const end = endOf(base + <usize>i + at);
      const next = load<usize>(end);
      others |= note<T>(next, row, from + at * sizeof<T>());
      store<usize>(end, next + 2 * sizeof<T>());
    }
  }
  unlike |= others;
}

/** The mask without what lies beyond the `length` elements that are left. */
@inline
function within(mask: i64, length: i32): i64 {
  return length < 64 ? mask & (((<i64>1) << length) - 1) : mask;
}

/** A bit for each of the 64 numbers at `at`: whether it is not 0. Of 16, most loops over a mask would end where nobody foresees it. */
function filled<T>(at: usize): i64 {
  return ~(
    silent<T>(at) |
    (silent<T>(at + 16 * sizeof<T>()) << 16) |
    (silent<T>(at + 32 * sizeof<T>()) << 32) |
    (silent<T>(at + 48 * sizeof<T>()) << 48)
  );
}

/** A bit for each of the 16 numbers at `at`: whether it is 0. */
@inline
function silent<T>(at: usize): i64 {
  const low = i16x8.narrow_i32x4_s(four<T>(at), four<T>(at + 4 * sizeof<T>()));
  const high = i16x8.narrow_i32x4_s(four<T>(at + 8 * sizeof<T>()), four<T>(at + 12 * sizeof<T>()));
  return <i64>i8x16.bitmask(i8x16.eq(i8x16.narrow_i16x8_s(low, high), i8x16.splat(0)));
}

/** Four integers that are 0 only where the number is: of float32 its bits, so that -0 is listed as well. */
function four<T>(at: usize): v128 {
  if (sizeof<T>() == 4) return v128.load(at);
  const zero = v128.splat<T>(<T>0);
  return v128.shuffle<i32>(v128.ne<T>(v128.load(at), zero), v128.ne<T>(v128.load(at, 16), zero), 0, 2, 4, 6);
}

/** A row of the product, eight vectors at a time, from the list of where A's row is not 0, or is 1. */
@inline
function sparseRow<T>(list: usize, end: usize, c: usize, columns: i32, add: bool, ones: bool): void {
  const width = <usize>columns * sizeof<T>();
  for (let j: usize = 0; j < width; j += 128, c += 128) {
    let c0 = begin<T>(c, add);
    let c1 = begin<T>(c + 16, add);
    let c2 = begin<T>(c + 32, add);
    let c3 = begin<T>(c + 48, add);
    let c4 = begin<T>(c + 64, add);
    let c5 = begin<T>(c + 80, add);
    let c6 = begin<T>(c + 96, add);
    let c7 = begin<T>(c + 112, add);
    for (let at = list; at < end; at += 2 * sizeof<T>()) {
      const b = load<usize>(at) + j;
      // What is loaded and not used, V8 loads all the same.
      const factor = ones ? c0 : v128.load_splat<T>(at, sizeof<T>());
      c0 = v128.add<T>(c0, times<T>(factor, v128.load(b), ones));
      c1 = v128.add<T>(c1, times<T>(factor, v128.load(b, 16), ones));
      c2 = v128.add<T>(c2, times<T>(factor, v128.load(b, 32), ones));
      c3 = v128.add<T>(c3, times<T>(factor, v128.load(b, 48), ones));
      c4 = v128.add<T>(c4, times<T>(factor, v128.load(b, 64), ones));
      c5 = v128.add<T>(c5, times<T>(factor, v128.load(b, 80), ones));
      c6 = v128.add<T>(c6, times<T>(factor, v128.load(b, 96), ones));
      c7 = v128.add<T>(c7, times<T>(factor, v128.load(b, 112), ones));
    }
    put<T>(c, c0, c1, add);
    put<T>(c + 32, c2, c3, add);
    put<T>(c + 64, c4, c5, add);
    put<T>(c + 96, c6, c7, add);
  }
}

@inline
function times<T>(factor: v128, b: v128, one: bool): v128 {
  return one ? b : v128.mul<T>(factor, b);
}
