import { endOf, SECOND, TILE } from "@tooling/kernels/assembly/tile";

export function equal(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 64)
    put(
      at,
      f32x4.eq(v128.load(at), v128.load(at, SECOND)),
      f32x4.eq(v128.load(at, 16), v128.load(at, SECOND + 16)),
      f32x4.eq(v128.load(at, 32), v128.load(at, SECOND + 32)),
      f32x4.eq(v128.load(at, 48), v128.load(at, SECOND + 48)),
    );
}

export function notEqual(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 64)
    put(
      at,
      f32x4.ne(v128.load(at), v128.load(at, SECOND)),
      f32x4.ne(v128.load(at, 16), v128.load(at, SECOND + 16)),
      f32x4.ne(v128.load(at, 32), v128.load(at, SECOND + 32)),
      f32x4.ne(v128.load(at, 48), v128.load(at, SECOND + 48)),
    );
}

export function greater(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 64)
    put(
      at,
      f32x4.gt(v128.load(at), v128.load(at, SECOND)),
      f32x4.gt(v128.load(at, 16), v128.load(at, SECOND + 16)),
      f32x4.gt(v128.load(at, 32), v128.load(at, SECOND + 32)),
      f32x4.gt(v128.load(at, 48), v128.load(at, SECOND + 48)),
    );
}

export function greaterEqual(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 64)
    put(
      at,
      f32x4.ge(v128.load(at), v128.load(at, SECOND)),
      f32x4.ge(v128.load(at, 16), v128.load(at, SECOND + 16)),
      f32x4.ge(v128.load(at, 32), v128.load(at, SECOND + 32)),
      f32x4.ge(v128.load(at, 48), v128.load(at, SECOND + 48)),
    );
}

export function less(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 64)
    put(
      at,
      f32x4.lt(v128.load(at), v128.load(at, SECOND)),
      f32x4.lt(v128.load(at, 16), v128.load(at, SECOND + 16)),
      f32x4.lt(v128.load(at, 32), v128.load(at, SECOND + 32)),
      f32x4.lt(v128.load(at, 48), v128.load(at, SECOND + 48)),
    );
}

export function lessEqual(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 64)
    put(
      at,
      f32x4.le(v128.load(at), v128.load(at, SECOND)),
      f32x4.le(v128.load(at, 16), v128.load(at, SECOND + 16)),
      f32x4.le(v128.load(at, 32), v128.load(at, SECOND + 32)),
      f32x4.le(v128.load(at, 48), v128.load(at, SECOND + 48)),
    );
}

// biome-ignore lint/suspicious/noShadowRestrictedNames: the public name
export function isNaN(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 64)
    put(
      at,
      f32x4.ne(v128.load(at), v128.load(at)),
      f32x4.ne(v128.load(at, 16), v128.load(at, 16)),
      f32x4.ne(v128.load(at, 32), v128.load(at, 32)),
      f32x4.ne(v128.load(at, 48), v128.load(at, 48)),
    );
}

/** Four vectors of masks as 16 bytes of 1 and 0. They lie at a quarter of the way to `at`, which has been read. */
function put(at: usize, a: v128, b: v128, c: v128, d: v128): void {
  const bytes = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
  v128.store(TILE + ((at - TILE) >> 2), v128.and(bytes, i8x16.splat(1)));
}
