import { putTruths } from "@tooling/kernels/assembly/compare";
import { endOf, SECOND, TILE } from "@tooling/kernels/assembly/tile";

const enum Relation { EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL }

export function equal(n: i32): void { compare<f32>(n, Relation.EQUAL); }
export function equalFloat64(n: i32): void { compare<f64>(n, Relation.EQUAL); }

export function notEqual(n: i32): void { compare<f32>(n, Relation.NOT_EQUAL); }
export function notEqualFloat64(n: i32): void { compare<f64>(n, Relation.NOT_EQUAL); }

export function greater(n: i32): void { compare<f32>(n, Relation.GREATER); }
export function greaterFloat64(n: i32): void { compare<f64>(n, Relation.GREATER); }

export function greaterEqual(n: i32): void { compare<f32>(n, Relation.GREATER_EQUAL); }
export function greaterEqualFloat64(n: i32): void { compare<f64>(n, Relation.GREATER_EQUAL); }

export function less(n: i32): void { compare<f32>(n, Relation.LESS); }
export function lessFloat64(n: i32): void { compare<f64>(n, Relation.LESS); }

export function lessEqual(n: i32): void { compare<f32>(n, Relation.LESS_EQUAL); }
export function lessEqualFloat64(n: i32): void { compare<f64>(n, Relation.LESS_EQUAL); }

/** Whether the first tile's elements stand in `relation` to the second's. */
@inline
function compare<T>(n: i32, relation: Relation): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 64)
    putTruths<T>(
      at,
      holds<T>(relation, v128.load(at), v128.load(at, SECOND)),
      holds<T>(relation, v128.load(at, 16), v128.load(at, SECOND + 16)),
      holds<T>(relation, v128.load(at, 32), v128.load(at, SECOND + 32)),
      holds<T>(relation, v128.load(at, 48), v128.load(at, SECOND + 48)),
    );
}

/** The relation is a constant where this is compiled into, so that one comparison is left of it. */
@inline
function holds<T>(relation: Relation, a: v128, b: v128): v128 {
  if (relation == Relation.EQUAL) return v128.eq<T>(a, b);
  if (relation == Relation.NOT_EQUAL) return v128.ne<T>(a, b);
  if (relation == Relation.GREATER) return v128.gt<T>(a, b);
  if (relation == Relation.GREATER_EQUAL) return v128.ge<T>(a, b);
  if (relation == Relation.LESS) return v128.lt<T>(a, b);
  return v128.le<T>(a, b);
}

// biome-ignore lint/suspicious/noShadowRestrictedNames: the public name
export function isNaN(n: i32): void { isNaNOf<f32>(n); }
export function isNaNFloat64(n: i32): void { isNaNOf<f64>(n); }

@inline
function isNaNOf<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 64)
    putTruths<T>(
      at,
      v128.ne<T>(v128.load(at), v128.load(at)),
      v128.ne<T>(v128.load(at, 16), v128.load(at, 16)),
      v128.ne<T>(v128.load(at, 32), v128.load(at, 32)),
      v128.ne<T>(v128.load(at, 48), v128.load(at, 48)),
    );
}
