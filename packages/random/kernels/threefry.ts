import { encrypt } from "./maths/threefry";
import { endOf, SECOND, TILE } from "@tooling/kernels/assembly/tile";

/*
 * Each function draws from the `n` counts from `first` on, under the key of the words k0 and k1, and leaves its answer in
 * the first tile. The rounds stand in the module once, in `encrypt`; what is made of their words is a loop of its own.
 */

/** The exclusive or of a count's two words. */
export function words(n: i32, k0: i32, k1: i32, first: i32): void {
  encrypt(n, k0, k1, first);
}

/** Both words of at most 2,048 counts, side by side. Backwards: the answer grows over what is read. */
export function pairs(n: i32, k0: i32, k1: i32, first: i32): void {
  encrypt(n, k0, k1, first);
  const last = TILE + (((<usize>(n - 1)) << 2) & ~15);
  for (let at = last, to = TILE + ((last - TILE) << 1); at >= TILE; at -= 16, to -= 32) {
    const b = v128.load(at, SECOND);
    const a = v128.xor(v128.load(at), b);
    v128.store(to, v128.shuffle<i32>(a, b, 0, 4, 1, 5));
    v128.store(to, v128.shuffle<i32>(a, b, 2, 6, 3, 7), 16);
  }
}

/** The low byte of each word. */
export function bytes(n: i32, k0: i32, k1: i32, first: i32): void {
  encrypt(n, k0, k1, first);
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, v128.and(v128.load(at), i32x4.splat(255)));
  pack(n);
}

/** A byte for each word: 1 where its upper 23 bits are less than `chance`, else 0. */
export function hits(n: i32, k0: i32, k1: i32, first: i32, chance: i32): void {
  encrypt(n, k0, k1, first);
  const above = i32x4.splat(chance);
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, i32x4.shr_u(i32x4.lt_s(i32x4.shr_u(v128.load(at), 9), above), 31));
  pack(n);
}

/** `low + m step` as float32, with m the upper 23 bits of a word: in double precision, rounded once. */
export function uniform(n: i32, k0: i32, k1: i32, first: i32, step: f64, low: f64): void {
  encrypt(n, k0, k1, first);
  // A product alone is rounded once as it is, unless its step is too small for a float32: 2 instructions instead of 11.
  const narrow = <f32>step;
  if (low == 0 && narrow == step) {
    for (let at = TILE, end = endOf(n); at < end; at += 16)
      v128.store(at, f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(v128.load(at), 9)), f32x4.splat(narrow)));
    return;
  }
  const steps = f64x2.splat(step);
  const lows = f64x2.splat(low);
  for (let at = TILE, end = endOf(n); at < end; at += 16) {
    const m = i32x4.shr_u(v128.load(at), 9);
    const left = f64x2.convert_low_i32x4_s(m);
    const right = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(m, m, 2, 3, 2, 3));
    const a = f32x4.demote_f64x2_zero(f64x2.add(f64x2.mul(left, steps), lows));
    const b = f32x4.demote_f64x2_zero(f64x2.add(f64x2.mul(right, steps), lows));
    v128.store(at, v128.shuffle<i32>(a, b, 0, 1, 4, 5));
  }
}

/** `scale` where the uniform value is at most `kept`, else 0; and that times the third tile into the second. */
export function dropOut(n: i32, k0: i32, k1: i32, first: i32, kept: f32, scale: f32): void {
  encrypt(n, k0, k1, first);
  const most = f32x4.splat(kept);
  const scales = f32x4.splat(scale);
  for (let at = TILE, end = endOf(n); at < end; at += 16) {
    const m = f32x4.convert_i32x4_s(i32x4.shr_u(v128.load(at), 9));
    const mask = v128.and(f32x4.le(f32x4.mul(m, f32x4.splat(1.1920929e-7)), most), scales);
    v128.store(at, mask);
    v128.store(at, f32x4.mul(mask, v128.load(at, 2 * SECOND)), SECOND);
  }
}

/** From words that are at most 255 to bytes, in place. */
function pack(n: i32): void {
  for (let at = TILE, to = TILE, end = endOf(n); at < end; at += 64, to += 16) {
    const left = i16x8.narrow_i32x4_s(v128.load(at), v128.load(at, 16));
    const right = i16x8.narrow_i32x4_s(v128.load(at, 32), v128.load(at, 48));
    v128.store(to, i8x16.narrow_i16x8_u(left, right));
  }
}
