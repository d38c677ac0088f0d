import { expOfNegative } from "./exp";

/** 1.5 * 2^23 + 127: a float32 that is added to this is rounded to a whole number n, and the low bits hold 2^n's exponent. */
const ROUND: f32 = 12583039;

/**
 * (p (1 + u) - (1 - u)) / (p (1 + u) + (1 - u)) of u = tanh(r) and p = 2^n, where x = r + n ln(2) / 2; for n = 0 that is u.
 * One float32 is near enough to ln(2) / 2: it lacks 2^-30, and the products with n that are rounded count little in tanh.
 * A quotient of polynomials in x^2 takes more steps, and is 5.6 ulp off near 1. What chooses n is not quite 2 / ln(2): errors
 * count most where n = 1 begins, which therefore begins a little later. That and the polynomial are what fit.py finds for tanh as rounded.
 */
@inline
export function tanh(x: v128): v128 {
  // From 9.02 on it is 1.
  const within = f32x4.pmax(f32x4.pmin(x, f32x4.splat(9.02)), f32x4.splat(-9.02));
  const rounded = f32x4.add(f32x4.mul(within, f32x4.splat(2.84384704)), f32x4.splat(ROUND));
  const n = f32x4.sub(rounded, f32x4.splat(ROUND));
  const u = tanhOf(f32x4.sub(within, f32x4.mul(n, f32x4.splat(0.34657359))));
  const power = i32x4.shl(rounded, 23);
  const below = f32x4.sub(f32x4.splat(1), power);
  const above = f32x4.add(f32x4.splat(1), power);
  return f32x4.div(f32x4.sub(f32x4.mul(u, above), below), f32x4.sub(above, f32x4.mul(u, below)));
}

/** tanh(r) to 2^-24 for |r| <= 0.176, with the sign of -0; the larger n is, the less counts that r goes further, to 0.3. */
@inline
function tanhOf(r: v128): v128 {
  const s = f32x4.mul(r, r);
  const rest = f32x4.add(f32x4.splat(-0.333311647), f32x4.mul(f32x4.splat(0.131075084), s));
  return f32x4.mul(r, f32x4.add(f32x4.splat(1), f32x4.mul(s, rest)));
}

/** 1 - tanh(x)^2 = 4 z / (1 + z)^2 of z = e^-2|x|. */
@inline
export function sech2(x: v128): v128 {
  const double = f32x4.pmax(f32x4.mul(v128.or(x, f32x4.splat(-0.0)), f32x4.splat(2)), f32x4.splat(-106));
  // 4 z, not z, is what is rounded where both are near the subnormals.
  const fourfold = expOfNegative(double, 2);
  const under = f32x4.mul(fourfold, f32x4.add(f32x4.splat(0.5), f32x4.mul(fourfold, f32x4.splat(0.0625))));
  return f32x4.div(fourfold, f32x4.add(f32x4.splat(1), under));
}
