/** 1.5 * 2^52 + 2046: a float64 that is added to this is rounded to a whole number n, and the low bits hold n + 2046. */
const ROUND: f64 = 6755399441057790;
const LOG2E: f64 = 1.4426950408889634;
/** ln 2 in two: the first has so few digits that its products with whole numbers below 2^20 are exact. */
const LN2_HIGH: f64 = 6.93147180369123816490e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;

/** e^x of two float64, for every x: 0 and subnormals below, Infinity above. */
@inline
export function exp64(x: v128): v128 {
  const within = f64x2.pmax(f64x2.pmin(x, f64x2.splat(710)), f64x2.splat(-746));
  const rounded = f64x2.add(f64x2.mul(within, f64x2.splat(LOG2E)), f64x2.splat(ROUND));
  const n = f64x2.sub(rounded, f64x2.splat(ROUND));
  const high = f64x2.sub(within, f64x2.mul(n, f64x2.splat(LN2_HIGH)));
  const r = f64x2.sub(high, f64x2.mul(n, f64x2.splat(LN2_LOW)));
  // In two factors, since 2^n itself may be subnormal or too large; the result is rounded once.
  const half = i64x2.shr_u(rounded, 1);
  const other = i64x2.sub(rounded, half);
  return f64x2.mul(f64x2.mul(expOf(r), i64x2.shl(half, 52)), i64x2.shl(other, 52));
}

/** e^-|x|. */
@inline
export function expOfMinusAbs64(x: v128): v128 {
  return exp64(v128.or(x, f64x2.splat(-0.0)));
}

/** e^r for |r| <= ln(2) / 2, by its series: what is left out is 2^-58. */
@inline
function expOf(r: v128): v128 {
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const a = f64x2.add(f64x2.splat(1 / 2.0), f64x2.mul(f64x2.splat(1 / 6.0), r));
  const b = f64x2.add(f64x2.splat(1 / 24.0), f64x2.mul(f64x2.splat(1 / 120.0), r));
  const c = f64x2.add(f64x2.splat(1 / 720.0), f64x2.mul(f64x2.splat(1 / 5040.0), r));
  const d = f64x2.add(f64x2.splat(1 / 40320.0), f64x2.mul(f64x2.splat(1 / 362880.0), r));
  const e = f64x2.add(f64x2.splat(1 / 3628800.0), f64x2.mul(f64x2.splat(1 / 39916800.0), r));
  const f = f64x2.add(f64x2.splat(1 / 479001600.0), f64x2.mul(f64x2.splat(1 / 6227020800.0), r));
  const low = f64x2.add(a, f64x2.mul(r2, b));
  const middle = f64x2.add(c, f64x2.mul(r2, d));
  const high = f64x2.add(e, f64x2.mul(r2, f));
  const rest = f64x2.add(low, f64x2.mul(r4, f64x2.add(middle, f64x2.mul(r4, high))));
  return f64x2.add(f64x2.splat(1), f64x2.add(r, f64x2.mul(r2, rest)));
}
