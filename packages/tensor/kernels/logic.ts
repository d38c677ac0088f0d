import { endOf, SECOND, THIRD, TILE } from "@tooling/kernels/assembly/tile";

/** The first tile's element where the third's byte is not 0, otherwise the second's. */
export function where(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 64) {
    const bytes = i8x16.ne(v128.load(TILE + THIRD + ((at - TILE) >> 2)), i8x16.splat(0));
    const low = i16x8.extend_low_i8x16_s(bytes);
    const high = i16x8.extend_high_i8x16_s(bytes);
    choose(at, i32x4.extend_low_i16x8_s(low));
    choose(at + 16, i32x4.extend_high_i16x8_s(low));
    choose(at + 32, i32x4.extend_low_i16x8_s(high));
    choose(at + 48, i32x4.extend_high_i16x8_s(high));
  }
}

export function whereFloat64(n: i32): void {
  for (let at = TILE, end = endOf<f64>(n); at < end; at += 64) {
    const bytes = i8x16.ne(v128.load64_zero(TILE + THIRD + ((at - TILE) >> 3)), i8x16.splat(0));
    const words = i16x8.extend_low_i8x16_s(bytes);
    const low = i32x4.extend_low_i16x8_s(words);
    const high = i32x4.extend_high_i16x8_s(words);
    choose(at, i64x2.extend_low_i32x4_s(low));
    choose(at + 16, i64x2.extend_high_i32x4_s(low));
    choose(at + 32, i64x2.extend_low_i32x4_s(high));
    choose(at + 48, i64x2.extend_high_i32x4_s(high));
  }
}

function choose(at: usize, mask: v128): void {
  v128.store(at, v128.bitselect(v128.load(at), v128.load(at, SECOND), mask));
}
