import { endOf, SECOND, TILE } from "@tooling/kernels/assembly/tile";

/**
 * Threefry-2x32 with 20 rounds of the counts (0, first), (0, first + 1), …: the exclusive or of a count's two words, which is what
 * JAX draws, into the first tile, the second word into the second.
 */
export function encrypt(n: i32, k0: i32, k1: i32, first: i32): void {
  const k2 = k0 ^ k1 ^ 0x1bd11bda;
  const start = i32x4.splat(k0);
  const a1 = i32x4.splat(k1);
  const b1 = i32x4.splat(k2 + 1);
  const a2 = i32x4.splat(k2);
  const b2 = i32x4.splat(k0 + 2);
  const b3 = i32x4.splat(k1 + 3);
  const b4 = i32x4.splat(k2 + 4);
  const b5 = i32x4.splat(k0 + 5);
  const by16 = i8x16(2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
  const by24 = i8x16(1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12);
  const end = endOf(n);
  let count = i32x4.add(i32x4.splat(first + k1), i32x4(0, 1, 2, 3));
  for (let at = TILE; at < end; at += 16) {
    v128.store(at, count);
    count = i32x4.add(count, i32x4.splat(4));
  }
  for (let at = TILE; at < end; at += 16) {
    let b = v128.load(at);
    let a = i32x4.add(start, b);
    b = turned(b, 13, a);
    a = i32x4.add(a, b);
    b = turned(b, 15, a);
    a = i32x4.add(a, b);
    b = turned(b, 26, a);
    a = i32x4.add(a, b);
    b = turned(b, 6, a);
    b = i32x4.add(b, b1);
    a = i32x4.add(i32x4.add(a, a1), b);
    b = turned(b, 17, a);
    a = i32x4.add(a, b);
    b = turned(b, 29, a);
    a = i32x4.add(a, b);
    b = turnedByBytes(b, by16, a);
    a = i32x4.add(a, b);
    b = turnedByBytes(b, by24, a);
    b = i32x4.add(b, b2);
    a = i32x4.add(i32x4.add(a, a2), b);
    b = turned(b, 13, a);
    a = i32x4.add(a, b);
    b = turned(b, 15, a);
    a = i32x4.add(a, b);
    b = turned(b, 26, a);
    a = i32x4.add(a, b);
    b = turned(b, 6, a);
    b = i32x4.add(b, b3);
    a = i32x4.add(i32x4.add(a, start), b);
    b = turned(b, 17, a);
    a = i32x4.add(a, b);
    b = turned(b, 29, a);
    a = i32x4.add(a, b);
    b = turnedByBytes(b, by16, a);
    a = i32x4.add(a, b);
    b = turnedByBytes(b, by24, a);
    b = i32x4.add(b, b4);
    a = i32x4.add(i32x4.add(a, a1), b);
    b = turned(b, 13, a);
    a = i32x4.add(a, b);
    b = turned(b, 15, a);
    a = i32x4.add(a, b);
    b = turned(b, 26, a);
    a = i32x4.add(a, b);
    b = turned(b, 6, a);
    b = i32x4.add(b, b5);
    v128.store(at, v128.xor(i32x4.add(a, a2), b));
    v128.store(at, b, SECOND);
  }
}

/** `b` rotated to the left, exclusive or `a`. */
@inline
function turned(b: v128, by: i32, a: v128): v128 {
  return v128.xor(v128.or(i32x4.shl(b, by), i32x4.shr_u(b, 32 - by)), a);
}

/** The same by whole bytes, which lie where `from` says: one instruction, not three. */
@inline
function turnedByBytes(b: v128, from: v128, a: v128): v128 {
  return v128.xor(v128.swizzle(b, from), a);
}
