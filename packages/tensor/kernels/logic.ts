import { putTruths } from "@tooling/kernels/assembly/compare";
import { endOf, SECOND, THIRD, TILE } from "@tooling/kernels/assembly/tile";

const enum Connective { AND, OR, NOT }

export function logicalAnd(n: i32): void { connect<f32>(n, Connective.AND); }
export function logicalAndFloat64(n: i32): void { connect<f64>(n, Connective.AND); }

export function logicalOr(n: i32): void { connect<f32>(n, Connective.OR); }
export function logicalOrFloat64(n: i32): void { connect<f64>(n, Connective.OR); }

export function logicalNot(n: i32): void { connect<f32>(n, Connective.NOT); }
export function logicalNotFloat64(n: i32): void { connect<f64>(n, Connective.NOT); }

@inline
function connect<T>(n: i32, connective: Connective): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 64)
    putTruths<T>(
      at,
      holdsAt<T>(at, connective),
      holdsAt<T>(at + 16, connective),
      holdsAt<T>(at + 32, connective),
      holdsAt<T>(at + 48, connective),
    );
}

@inline
function holdsAt<T>(at: usize, connective: Connective): v128 {
  const zero = v128.splat<T>(<T>0);
  if (connective == Connective.NOT) return v128.eq<T>(v128.load(at), zero);
  const a = v128.ne<T>(v128.load(at), zero);
  const b = v128.ne<T>(v128.load(at, SECOND), zero);
  return connective == Connective.AND ? v128.and(a, b) : v128.or(a, b);
}

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
