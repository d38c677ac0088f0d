/** 1.5 * 2^23 + 254: a float32 that is added to this is rounded to a whole number n, and the low bits hold n + 254. */
export const ROUND: f32 = 12583166;
/** 1.5 * 2^23 + 127 + 24. */
const ROUND_BELOW: f32 = 12583063;
const LOG2E: f32 = 1.44269504;
/** ln 2 in two: the first has so few digits that its products with whole numbers below 2^15 are exact. */
export const LN2_HIGH: f32 = 0.693359375;
export const LN2_LOW: f32 = -2.12194440e-4;

/** e^x for every x: 0 and subnormals below, Infinity above. */
@inline
export function exp(x: v128): v128 {
  const within = f32x4.pmax(f32x4.pmin(x, f32x4.splat(89)), f32x4.splat(-104));
  const rounded = roundLog2(within);
  return scale(expOf(remainder(within, rounded)), rounded);
}

/** e^-|x|. */
@inline
export function expOfMinusAbs(x: v128): v128 {
  return expOfNegative(f32x4.pmax(v128.or(x, f32x4.splat(-0.0)), f32x4.splat(-104)), 0);
}

/** 2^more e^x for x to 0 from -104, from -105 where `more` is 1, from -106 where it is 2: below, it is 0. */
@inline
export function expOfNegative(x: v128, more: i32): v128 {
  const rounded = f32x4.add(f32x4.mul(x, f32x4.splat(LOG2E)), f32x4.splat(ROUND_BELOW + <f32>more));
  const n = f32x4.sub(rounded, f32x4.splat(ROUND_BELOW + <f32>more));
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, f32x4.splat(LN2_HIGH))), f32x4.mul(n, f32x4.splat(LN2_LOW)));
  // By 2^(n + 24), which is normal, then by 2^-24, which rounds once what is subnormal: half of what `scale` takes.
  return f32x4.mul(f32x4.mul(expOf(r), i32x4.shl(rounded, 23)), f32x4.splat(5.9604644775390625e-8));
}

/** n + ROUND, where n is the whole number next to x / ln 2. */
@inline
export function roundLog2(x: v128): v128 {
  return f32x4.add(f32x4.mul(x, f32x4.splat(LOG2E)), f32x4.splat(ROUND));
}

/** x - n ln 2. */
@inline
export function remainder(x: v128, rounded: v128): v128 {
  const n = f32x4.sub(rounded, f32x4.splat(ROUND));
  return f32x4.sub(f32x4.sub(x, f32x4.mul(n, f32x4.splat(LN2_HIGH))), f32x4.mul(n, f32x4.splat(LN2_LOW)));
}

/** 2^n x. In two factors, since 2^n itself may be subnormal or too large; the result is rounded once. */
@inline
export function scale(x: v128, rounded: v128): v128 {
  const half = i32x4.shr_u(rounded, 1);
  const other = i32x4.sub(rounded, half);
  return f32x4.mul(f32x4.mul(x, i32x4.shl(half, 23)), i32x4.shl(other, 23));
}

/** e^r for |r| <= ln(2) / 2: 2^-28.2. */
@inline
export function expOf(r: v128): v128 {
  const r2 = f32x4.mul(r, r);
  const low = f32x4.add(f32x4.splat(0.49999994), f32x4.mul(f32x4.splat(0.166665211), r));
  const high = f32x4.add(f32x4.splat(0.0416682735), f32x4.mul(f32x4.splat(0.00836868584), r));
  const rest = f32x4.add(low, f32x4.mul(r2, f32x4.add(high, f32x4.mul(r2, f32x4.splat(0.00138201355)))));
  return f32x4.add(f32x4.splat(1), f32x4.add(r, f32x4.mul(r2, rest)));
}

/** e^r - 1 for |r| <= ln(2) / 2: 2^-31.1. */
@inline
export function expm1Of(r: v128): v128 {
  const r2 = f32x4.mul(r, r);
  const low = f32x4.add(f32x4.splat(0.5), f32x4.mul(f32x4.splat(0.166666657), r));
  const middle = f32x4.add(f32x4.splat(0.0416664928), f32x4.mul(f32x4.splat(0.00833354425), r));
  const high = f32x4.add(f32x4.splat(0.00139323424), f32x4.mul(f32x4.splat(0.000197633883), r));
  const rest = f32x4.add(low, f32x4.mul(r2, f32x4.add(middle, f32x4.mul(r2, high))));
  return f32x4.add(r, f32x4.mul(r2, rest));
}
