const HALF_PI: f64 = 1.5707963267948966;
/** What {@link HALF_PI} lacks. */
const HALF_PI_LOW: f64 = 6.123233995736766e-17;

/** The angle whose tangent is x, of two float64: of x to 1/2, of (|x| - 1) / (|x| + 1) to 2, then of -1 / |x|. 2^-57.7. */
@inline
export function atan64(x: v128): v128 {
  const sign = v128.and(x, f64x2.splat(-0.0));
  const size = v128.xor(x, sign);
  const middle = f64x2.gt(size, f64x2.splat(0.5));
  const steep = f64x2.gt(size, f64x2.splat(2));
  // x / 1, (x - 1) / (x + 1) or -1 / x.
  const above = v128.bitselect(f64x2.splat(-1), f64x2.sub(size, v128.and(middle, f64x2.splat(1))), steep);
  const below = f64x2.add(v128.andnot(f64x2.splat(1), steep), v128.and(size, middle));
  const t = f64x2.div(above, below);
  const s = f64x2.mul(t, t);
  const rest = f64x2.mul(f64x2.mul(t, s), atanRest(s));
  const base = v128.bitselect(f64x2.splat(HALF_PI), v128.and(middle, f64x2.splat(0.5 * HALF_PI)), steep);
  const lost = v128.bitselect(f64x2.splat(HALF_PI_LOW), v128.and(middle, f64x2.splat(0.5 * HALF_PI_LOW)), steep);
  return v128.or(f64x2.add(base, f64x2.add(t, f64x2.add(rest, lost))), sign);
}

/** atan(t) / t^3 - 1 / t^2 of s = t^2, for |t| <= 1/2. */
@inline
function atanRest(s: v128): v128 {
  const s2 = f64x2.mul(s, s);
  const s4 = f64x2.mul(s2, s2);
  const a = f64x2.add(f64x2.splat(-0.3333333333333333), f64x2.mul(f64x2.splat(0.19999999999999488), s));
  const b = f64x2.add(f64x2.splat(-0.14285714285599188), f64x2.mul(f64x2.splat(0.11111111100917376), s));
  const c = f64x2.add(f64x2.splat(-0.09090908620322523), f64x2.mul(f64x2.splat(0.07692294712540285), s));
  const d = f64x2.add(f64x2.splat(-0.06666435677235948), f64x2.mul(f64x2.splat(0.05879578429582425), s));
  const e = f64x2.add(f64x2.splat(-0.05240099507994713), f64x2.mul(f64x2.splat(0.04628024868570153), s));
  const f = f64x2.add(f64x2.splat(-0.03806653672057366), f64x2.mul(f64x2.splat(0.025006503566489507), s));
  const low = f64x2.add(a, f64x2.mul(s2, b));
  const middle = f64x2.add(c, f64x2.mul(s2, d));
  const high = f64x2.add(f64x2.add(e, f64x2.mul(s2, f)), f64x2.mul(s4, f64x2.splat(-0.00921579204708986)));
  return f64x2.add(low, f64x2.mul(s4, f64x2.add(middle, f64x2.mul(s4, high))));
}
