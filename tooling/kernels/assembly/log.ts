import { LN2_HIGH, LN2_LOW } from "./exp";

/** The bits of sqrt(1/2): where the range of a mantissa starts, so that log(1 + f) is small on both sides of 1. */
const HALF_ROOT: i32 = 0x3f3504f3;
export const SMALLEST_NORMAL: f32 = 1.17549435e-38;

/** ln x: -Infinity for 0, NaN below. */
@inline
export function log(x: v128): v128 {
  const subnormal = f32x4.lt(x, f32x4.splat(SMALLEST_NORMAL));
  const normal = v128.bitselect(f32x4.mul(x, f32x4.splat(8388608)), x, subnormal);
  const bits = i32x4.sub(normal, i32x4.splat(HALF_ROOT));
  const lifted = v128.and(subnormal, f32x4.splat(23));
  const exponent = f32x4.sub(f32x4.convert_i32x4_s(i32x4.shr_s(bits, 23)), lifted);
  const mantissa = i32x4.add(v128.and(bits, i32x4.splat(0x7fffff)), i32x4.splat(HALF_ROOT));
  const result = logOf(f32x4.sub(mantissa, f32x4.splat(1)), exponent);
  return ends(x, result, x);
}

/** ln(1 + x), to full relative precision near 0. */
@inline
export function log1p(x: v128): v128 {
  const sum = f32x4.add(f32x4.splat(1), x);
  // What the addition lost; it counts while x is small, and is 0 from 2^25 on.
  const lost = f32x4.sub(x, f32x4.sub(sum, f32x4.splat(1)));
  const bits = i32x4.sub(sum, i32x4.splat(HALF_ROOT));
  const whole = i32x4.shr_s(bits, 23);
  const mantissa = i32x4.add(v128.and(bits, i32x4.splat(0x7fffff)), i32x4.splat(HALF_ROOT));
  const scale = i32x4.shl(i32x4.max_s(i32x4.sub(i32x4.splat(127), whole), i32x4.splat(0)), 23);
  const fraction = f32x4.add(f32x4.sub(mantissa, f32x4.splat(1)), f32x4.mul(lost, scale));
  const result = logOf(fraction, f32x4.convert_i32x4_s(whole));
  return v128.or(ends(sum, result, x), v128.and(x, v128.and(f32x4.eq(x, f32x4.splat(0)), f32x4.splat(-0.0))));
}

/** `result` where 0 < u < Infinity, otherwise what a logarithm is there. */
@inline
function ends(u: v128, result: v128, x: v128): v128 {
  const finite = v128.bitselect(result, x, f32x4.lt(u, f32x4.splat(f32.POSITIVE_INFINITY)));
  const signed = v128.or(finite, f32x4.lt(u, f32x4.splat(0)));
  return v128.bitselect(f32x4.splat(f32.NEGATIVE_INFINITY), signed, f32x4.eq(u, f32x4.splat(0)));
}

/** ln(1 + f) + e ln 2, with f from sqrt(1/2) - 1 to sqrt(2) - 1: 2^-27.4. */
@inline
function logOf(f: v128, e: v128): v128 {
  const f2 = f32x4.mul(f, f);
  const f4 = f32x4.mul(f2, f2);
  const a = f32x4.add(f32x4.splat(0.333333313), f32x4.mul(f32x4.splat(-0.250008196), f));
  const b = f32x4.add(f32x4.splat(0.200012416), f32x4.mul(f32x4.splat(-0.166234091), f));
  const c = f32x4.add(f32x4.splat(0.1420158), f32x4.mul(f32x4.splat(-0.131596103), f));
  const d = f32x4.add(f32x4.splat(0.127622172), f32x4.mul(f32x4.splat(-0.0763643906), f));
  const p = f32x4.add(f32x4.add(a, f32x4.mul(f2, b)), f32x4.mul(f4, f32x4.add(c, f32x4.mul(f2, d))));
  const cubed = f32x4.mul(f32x4.mul(f2, f), p);
  const low = f32x4.add(cubed, f32x4.mul(e, f32x4.splat(LN2_LOW)));
  const rest = f32x4.sub(low, f32x4.mul(f2, f32x4.splat(0.5)));
  return f32x4.add(f32x4.add(f, rest), f32x4.mul(e, f32x4.splat(LN2_HIGH)));
}

/** ln(1 + z) for z in [0, 1], NaN for NaN: 2^-27.5. */
@inline
export function log1pOfUnit(z: v128): v128 {
  const z2 = f32x4.mul(z, z);
  const z4 = f32x4.mul(z2, z2);
  const a = f32x4.add(f32x4.splat(-0.499999315), f32x4.mul(f32x4.splat(0.333304644), z));
  const b = f32x4.add(f32x4.splat(-0.249580204), f32x4.mul(f32x4.splat(0.196921214), z));
  const c = f32x4.add(f32x4.splat(-0.153449774), f32x4.mul(f32x4.splat(0.106613711), z));
  const d = f32x4.add(f32x4.splat(-0.0574604869), f32x4.mul(f32x4.splat(0.0200884696), z));
  const high = f32x4.add(f32x4.add(c, f32x4.mul(z2, d)), f32x4.mul(z4, f32x4.splat(-0.00329107977)));
  const p = f32x4.add(f32x4.add(a, f32x4.mul(z2, b)), f32x4.mul(z4, high));
  return f32x4.add(z, f32x4.mul(z2, p));
}

/** ln(p / (1 - p)): of the quotient far from p = 1/2, of 1 + (2p - 1) / (1 - p) near it, where the quotient has lost what counts. */
@inline
export function logit(p: v128): v128 {
  const near = f32x4.lt(f32x4.abs(f32x4.sub(p, f32x4.splat(0.5))), f32x4.splat(0.25));
  const above = v128.bitselect(f32x4.sub(f32x4.add(p, p), f32x4.splat(1)), p, near);
  const quotient = f32x4.div(above, f32x4.sub(f32x4.splat(1), p));
  const sum = f32x4.add(quotient, v128.and(near, f32x4.splat(1)));
  const lost = v128.and(near, f32x4.sub(quotient, f32x4.sub(sum, f32x4.splat(1))));
  return logOfSum(sum, lost);
}

/** ln(a / b) for positive a and b whose quotient is normal, to full relative precision where they are close; NaN for NaN. */
@inline
export function logOfRatio(a: v128, b: v128): v128 {
  const difference = f32x4.sub(a, b);
  // There the difference is exact, so that ln(1 + (a - b) / b) has all that counts.
  const near = f32x4.lt(f32x4.abs(difference), f32x4.mul(b, f32x4.splat(0.5)));
  const quotient = f32x4.div(v128.bitselect(difference, a, near), b);
  const sum = f32x4.add(quotient, v128.and(near, f32x4.splat(1)));
  return logOfNormalSum(sum, v128.and(near, f32x4.sub(quotient, f32x4.sub(sum, f32x4.splat(1)))));
}

/** The bits of {@link log} for a normal x above 0; NaN for NaN. */
@inline
export function logOfNormal(x: v128): v128 {
  const bits = i32x4.sub(x, i32x4.splat(HALF_ROOT));
  const mantissa = i32x4.add(v128.and(bits, i32x4.splat(0x7fffff)), i32x4.splat(HALF_ROOT));
  const exponent = f32x4.convert_i32x4_s(i32x4.shr_s(bits, 23));
  return v128.or(logOf(f32x4.sub(mantissa, f32x4.splat(1)), exponent), f32x4.ne(x, x));
}

/** The bits of {@link logOfSum} for a normal sum above 0; NaN for NaN. */
@inline
export function logOfNormalSum(sum: v128, lost: v128): v128 {
  const bits = i32x4.sub(sum, i32x4.splat(HALF_ROOT));
  const whole = i32x4.shr_s(bits, 23);
  const mantissa = i32x4.add(v128.and(bits, i32x4.splat(0x7fffff)), i32x4.splat(HALF_ROOT));
  const scale = i32x4.shl(i32x4.sub(i32x4.splat(127), whole), 23);
  const fraction = f32x4.add(f32x4.sub(mantissa, f32x4.splat(1)), f32x4.mul(lost, scale));
  return v128.or(logOf(fraction, f32x4.convert_i32x4_s(whole)), f32x4.ne(sum, sum));
}

/** ln(sum + lost), where `lost` is what rounding took from a `sum` that is not far from 1, otherwise 0. */
@inline
export function logOfSum(sum: v128, lost: v128): v128 {
  const subnormal = f32x4.lt(sum, f32x4.splat(SMALLEST_NORMAL));
  const normal = v128.bitselect(f32x4.mul(sum, f32x4.splat(8388608)), sum, subnormal);
  const bits = i32x4.sub(normal, i32x4.splat(HALF_ROOT));
  const whole = i32x4.shr_s(bits, 23);
  const mantissa = i32x4.add(v128.and(bits, i32x4.splat(0x7fffff)), i32x4.splat(HALF_ROOT));
  const scale = i32x4.shl(i32x4.sub(i32x4.splat(127), whole), 23);
  const fraction = f32x4.add(f32x4.sub(mantissa, f32x4.splat(1)), f32x4.mul(lost, scale));
  const exponent = f32x4.sub(f32x4.convert_i32x4_s(whole), v128.and(subnormal, f32x4.splat(23)));
  return ends(sum, logOf(fraction, exponent), sum);
}
