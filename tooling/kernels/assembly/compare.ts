/** 1 where the mask is set, else 0. */
@inline
export function oneWhere<T = f32>(mask: v128): v128 {
  return v128.and(mask, v128.splat<T>(1));
}

/** x held to [low, high]; NaN stays. */
@inline
export function clip(x: v128, low: v128, high: v128): v128 {
  return f32x4.pmin(f32x4.pmax(x, low), high);
}

/** max(0, x); NaN stays, -0 becomes 0. */
@inline
export function positivePart<T = f32>(x: v128): v128 {
  return v128.andnot(x, v128.le<T>(x, v128.splat<T>(0)));
}

/** {@link clip} of two float64. */
@inline
export function clip64(x: v128, low: v128, high: v128): v128 {
  return f64x2.pmin(f64x2.pmax(x, low), high);
}

/** {@link positivePart} of two float64. */
@inline
export function positivePart64(x: v128): v128 {
  return v128.andnot(x, f64x2.le(x, f64x2.splat(0)));
}
