import { TILE } from "./tile";

/** 1 where the mask is set, else 0. */
@inline
export function oneWhere<T = f32>(mask: v128): v128 {
  return v128.and(mask, v128.splat<T>(1));
}

/** x held to [low, high]; NaN stays. */
@inline
export function clip<T = f32>(x: v128, low: v128, high: v128): v128 {
  return v128.pmin<T>(v128.pmax<T>(x, low), high);
}

/** max(0, x); NaN stays, -0 becomes 0. */
@inline
export function positivePart<T = f32>(x: v128): v128 {
  return v128.andnot(x, v128.le<T>(x, v128.splat<T>(0)));
}

/** Four vectors of masks as bytes of 1 and 0. They lie at a quarter or an eighth of the way to `at`, which has been read. */
export function putTruths<T>(at: usize, a: v128, b: v128, c: v128, d: v128): void {
  if (sizeof<T>() == 8) {
    const words = i16x8.narrow_i32x4_s(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(c, d, 0, 2, 4, 6));
    const bytes = v128.and(i8x16.narrow_i16x8_s(words, words), i8x16.splat(1));
    v128.store64_lane(TILE + ((at - TILE) >> 3), bytes, 0);
  } else {
    const bytes = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
    v128.store(TILE + ((at - TILE) >> 2), v128.and(bytes, i8x16.splat(1)));
  }
}
