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
