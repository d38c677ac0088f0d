import { endOf, SECOND, TILE } from "./tile";

/** Threefry-2x32 with 20 rounds of the counts (0, first), (0, first + 1), …: the words a into the first tile, b into the second. */
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
    b = turned(b, 16, a);
    a = i32x4.add(a, b);
    b = turned(b, 24, a);
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
    b = turned(b, 16, a);
    a = i32x4.add(a, b);
    b = turned(b, 24, a);
    b = i32x4.add(b, b4);
    a = i32x4.add(i32x4.add(a, a1), b);
    b = turned(b, 13, a);
    a = i32x4.add(a, b);
    b = turned(b, 15, a);
    a = i32x4.add(a, b);
    b = turned(b, 26, a);
    a = i32x4.add(a, b);
    b = turned(b, 6, a);
    v128.store(at, i32x4.add(a, a2));
    v128.store(at, i32x4.add(b, b5), SECOND);
  }
}

/** `b` rotated to the left, exclusive or `a`. */
@inline
function turned(b: v128, by: i32, a: v128): v128 {
  return v128.xor(v128.or(i32x4.shl(b, by), i32x4.shr_u(b, 32 - by)), a);
}

/** The exclusive or of the two words that `encrypt` left. */
@inline
export function folded(at: usize): v128 {
  return v128.xor(v128.load(at), v128.load(at, SECOND));
}
