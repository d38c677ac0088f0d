/** The bits of sqrt(1/2), below which a mantissa is doubled, so that log(1 + f) is small on both sides of 1. */
const HALF_ROOT: i64 = 0x3fe6a09e667f3bcd;
const ONE: i64 = 0x3ff0000000000000;
const SMALLEST_NORMAL: f64 = 2.2250738585072014e-308;
/** 2^52 and 1023: a whole number below 2^52 in the low bits of 2^52 is that many more. */
const BIASED: f64 = 4503599627371519;
/** ln 2 in two: the first has so few digits that its products with exponents are exact. */
const LN2_HIGH: f64 = 6.93147180369123816490e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;

/** ln x of two float64: -Infinity for 0, NaN below. */
@inline
export function log64(x: v128): v128 {
  const subnormal = f64x2.lt(x, f64x2.splat(SMALLEST_NORMAL));
  const normal = v128.bitselect(f64x2.mul(x, f64x2.splat(18014398509481984)), x, subnormal);
  const bits = lifted(normal);
  const exponent = f64x2.sub(exponentOf(i64x2.shr_u(bits, 52)), v128.and(subnormal, f64x2.splat(54)));
  return ends(x, logOf(fractionOf(bits), exponent, f64x2.splat(0)), x);
}

/** ln x of two normal float64 above 0, with the bits of {@link log64}; NaN for NaN. */
@inline
export function logOfNormal64(x: v128): v128 {
  const bits = lifted(x);
  const result = logOf(fractionOf(bits), exponentOf(i64x2.shr_u(bits, 52)), f64x2.splat(0));
  return v128.or(result, f64x2.ne(x, x));
}

/** ln(1 + x), to full relative precision near 0. */
@inline
export function log1p64(x: v128): v128 {
  const sum = f64x2.add(f64x2.splat(1), x);
  // What the addition lost; it counts while x is small, and nothing from 2^53 on.
  const lost = f64x2.sub(x, f64x2.sub(sum, f64x2.splat(1)));
  const bits = lifted(sum);
  const whole = i64x2.shr_u(bits, 52);
  // 2^-n, or 0 where the exponent n is too large for it to count.
  const scale = i64x2.shl(i32x4.max_s(i64x2.sub(i64x2.splat(2046), whole), i64x2.splat(0)), 52);
  const part = f64x2.mul(lost, scale);
  const rough = fractionOf(bits);
  const f = f64x2.add(rough, part);
  const result = logOf(f, exponentOf(whole), f64x2.sub(part, f64x2.sub(f, rough)));
  return v128.or(ends(sum, result, x), v128.and(x, v128.and(f64x2.eq(x, f64x2.splat(0)), f64x2.splat(-0.0))));
}

/** The bits of x with an exponent that is 1023 more than the one of x / m, for an m from sqrt(1/2) to sqrt(2). */
@inline
function lifted(x: v128): v128 {
  return i64x2.add(x, i64x2.splat(ONE - HALF_ROOT));
}

/** m - 1. */
@inline
function fractionOf(bits: v128): v128 {
  const mantissa = i64x2.add(v128.and(bits, i64x2.splat(0xfffffffffffff)), i64x2.splat(HALF_ROOT));
  return f64x2.sub(mantissa, f64x2.splat(1));
}

/** A whole number below 2^52, less 1023, as a float64. */
@inline
function exponentOf(whole: v128): v128 {
  return f64x2.sub(v128.or(whole, f64x2.splat(4503599627370496)), f64x2.splat(BIASED));
}

/** `result` where 0 < u < Infinity, otherwise what a logarithm is there. */
@inline
function ends(u: v128, result: v128, x: v128): v128 {
  const finite = v128.bitselect(result, x, f64x2.lt(u, f64x2.splat(f64.POSITIVE_INFINITY)));
  const signed = v128.or(finite, f64x2.lt(u, f64x2.splat(0)));
  return v128.bitselect(f64x2.splat(f64.NEGATIVE_INFINITY), signed, f64x2.eq(u, f64x2.splat(0)));
}

/** ln(1 + f) + e ln 2 + rest, with f from sqrt(1/2) - 1 to sqrt(2) - 1 and a rest that is small beside it. */
@inline
function logOf(f: v128, e: v128, rest: v128): v128 {
  // ln(1 + f) = 2 atanh(s) = f - (f^2 / 2 - s (f^2 / 2 + 2 atanh(s) / s - 2)).
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
  const half = f64x2.mul(f64x2.mul(f, f), f64x2.splat(0.5));
  const curved = f64x2.mul(s, f64x2.add(half, atanhRest(f64x2.mul(s, s))));
  const low = f64x2.add(f64x2.add(curved, rest), f64x2.mul(e, f64x2.splat(LN2_LOW)));
  return f64x2.add(f64x2.mul(e, f64x2.splat(LN2_HIGH)), f64x2.sub(f, f64x2.sub(half, low)));
}

/** 2 atanh(s) / s - 2 of z = s^2, for |s| <= 0.2: 2^-60.2 of the logarithm. */
@inline
export function atanhRest(z: v128): v128 {
  const z2 = f64x2.mul(z, z);
  const z4 = f64x2.mul(z2, z2);
  const a = f64x2.add(f64x2.splat(0.6666666666666666), f64x2.mul(f64x2.splat(0.40000000000008085), z));
  const b = f64x2.add(f64x2.splat(0.2857142856721186), f64x2.mul(f64x2.splat(0.2222222305900626), z));
  const c = f64x2.add(f64x2.splat(0.181817367912974), f64x2.mul(f64x2.splat(0.15388901113689124), z));
  const d = f64x2.add(f64x2.splat(0.13209054081804986), f64x2.mul(f64x2.splat(0.1361404704104133), z));
  const high = f64x2.add(c, f64x2.mul(z2, d));
  return f64x2.mul(z, f64x2.add(f64x2.add(a, f64x2.mul(z2, b)), f64x2.mul(z4, high)));
}
