/** 1 where the mask is set, else 0. */
@inline
export function oneWhere(mask: v128): v128 {
  return v128.and(mask, f32x4.splat(1));
}

/** x held to [low, high]; NaN stays. */
@inline
export function clip(x: v128, low: v128, high: v128): v128 {
  return f32x4.pmin(f32x4.pmax(x, low), high);
}

/** The same of float64. */
@inline
export function clip64(x: v128, low: v128, high: v128): v128 {
  return f64x2.pmin(f64x2.pmax(x, low), high);
}

/** max(0, x); NaN stays, -0 becomes 0. */
@inline
export function positivePart(x: v128): v128 {
  return v128.andnot(x, f32x4.le(x, f32x4.splat(0)));
}
