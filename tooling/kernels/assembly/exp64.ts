/** 1.5 * 2^52 + 2046: a float64 that is added to this is rounded to a whole number n, and the low bits hold n + 2046. */
const ROUND: f64 = 6755399441057790;
/** 1.5 * 2^52 + 1023 + 54. */
const ROUND_BELOW: f64 = 6755399441056821;
export const LOG2E: f64 = 1.4426950408889634;
/** ln 2 in two: the first has so few digits that its products with whole numbers below 2^20 are exact. */
export const LN2_HIGH: f64 = 6.93147180369123816490e-1;
export const LN2_LOW: f64 = 1.90821492927058770002e-10;

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
  return expOfNegative64(f64x2.pmax(v128.or(x, f64x2.splat(-0.0)), f64x2.splat(-746)), 0);
}

/** 2^more e^x for x from -746 to 0; from -747 where `more` is 1 or 2. */
@inline
export function expOfNegative64(x: v128, more: i32): v128 {
  const rounded = f64x2.add(f64x2.mul(x, f64x2.splat(LOG2E)), f64x2.splat(ROUND_BELOW + <f64>more));
  const n = f64x2.sub(rounded, f64x2.splat(ROUND_BELOW + <f64>more));
  const high = f64x2.sub(x, f64x2.mul(n, f64x2.splat(LN2_HIGH)));
  const r = f64x2.sub(high, f64x2.mul(n, f64x2.splat(LN2_LOW)));
  // By 2^(n + 54), which is normal, then by 2^-54, which rounds once what is subnormal.
  return f64x2.mul(f64x2.mul(expOf(r), i64x2.shl(rounded, 52)), f64x2.splat(5.551115123125783e-17));
}

/** e^x - 1 as 2^n ((e^r - 1) + (1 - 2^-n)). What is added first, r and 1 - 2^-n, is exact where it cancels. */
@inline
export function expm164(x: v128): v128 {
  const within = f64x2.pmax(f64x2.pmin(x, f64x2.splat(710)), f64x2.splat(-38));
  const rounded = f64x2.add(f64x2.mul(within, f64x2.splat(LOG2E)), f64x2.splat(ROUND));
  const n = f64x2.sub(rounded, f64x2.splat(ROUND));
  const high = f64x2.sub(within, f64x2.mul(n, f64x2.splat(LN2_HIGH)));
  const low = f64x2.mul(n, f64x2.splat(LN2_LOW));
  const r = f64x2.sub(high, low);
  const lost = f64x2.sub(f64x2.sub(high, r), low);
  // 2^-n, or 0 where n is too large for it to count.
  const exponent = i32x4.max_s(i64x2.sub(i64x2.splat(reinterpret<i64>(ROUND) + 1023), rounded), i32x4.splat(0));
  const beside = f64x2.sub(f64x2.splat(1), i64x2.shl(exponent, 52));
  const half = i64x2.shr_u(rounded, 1);
  const other = i64x2.sub(rounded, half);
  const sum = f64x2.add(f64x2.add(r, beside), f64x2.add(f64x2.mul(f64x2.mul(r, r), restOf(r)), lost));
  const result = f64x2.mul(f64x2.mul(sum, i64x2.shl(half, 52)), i64x2.shl(other, 52));
  // The sign of -0.
  return v128.or(result, v128.and(x, f64x2.splat(-0.0)));
}

/** e^r for |r| <= ln(2) / 2. */
@inline
function expOf(r: v128): v128 {
  return f64x2.add(f64x2.splat(1), f64x2.add(r, f64x2.mul(f64x2.mul(r, r), restOf(r))));
}

/** (e^r - 1 - r) / r^2 for |r| <= ln(2) / 2: 2^-59.7 of e^r - 1. */
@inline
function restOf(r: v128): v128 {
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const a = f64x2.add(f64x2.splat(0.5), f64x2.mul(f64x2.splat(0.1666666666666667), r));
  const b = f64x2.add(f64x2.splat(0.04166666666666667), f64x2.mul(f64x2.splat(0.008333333333326084), r));
  const c = f64x2.add(f64x2.splat(0.0013888888888883711), f64x2.mul(f64x2.splat(0.0001984126987500228), r));
  const d = f64x2.add(f64x2.splat(2.480158732567746e-5), f64x2.mul(f64x2.splat(2.755725517000089e-6), r));
  const e = f64x2.add(f64x2.splat(2.755727347871858e-7), f64x2.mul(f64x2.splat(2.5105312729622103e-8), r));
  const high = f64x2.add(e, f64x2.mul(r2, f64x2.splat(2.09147553258932e-9)));
  const middle = f64x2.add(c, f64x2.mul(r2, d));
  return f64x2.add(f64x2.add(a, f64x2.mul(r2, b)), f64x2.mul(r4, f64x2.add(middle, f64x2.mul(r4, high))));
}
