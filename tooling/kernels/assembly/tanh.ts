import { expm1Of, expOf, remainder, roundLog2, scale } from "./exp";

/** E / (E + 2) of E = e^2|x| - 1, with the sign of x. */
@inline
export function tanh(x: v128): v128 {
  const sign = v128.and(x, f32x4.splat(-0.0));
  const size = v128.xor(x, sign);
  // From 9.02 on it is 1.
  const double = f32x4.mul(f32x4.pmin(size, f32x4.splat(9.02)), f32x4.splat(2));
  const rounded = roundLog2(double);
  const power = i32x4.shl(i32x4.sub(rounded, i32x4.splat(127)), 23);
  const e = f32x4.add(f32x4.mul(power, expm1Of(remainder(double, rounded))), f32x4.sub(power, f32x4.splat(1)));
  return v128.or(f32x4.div(e, f32x4.add(e, f32x4.splat(2))), sign);
}

/** 1 - tanh(x)^2 = 4 z / (1 + z)^2 of z = e^-2|x|. */
@inline
export function sech2(x: v128): v128 {
  const double = f32x4.pmax(f32x4.mul(v128.or(x, f32x4.splat(-0.0)), f32x4.splat(2)), f32x4.splat(-106));
  const rounded = roundLog2(double);
  // 4 z, not z, is what is rounded where both are near the subnormals.
  const above = scale(expOf(remainder(double, rounded)), i32x4.add(rounded, i32x4.splat(2)));
  const z = f32x4.mul(above, f32x4.splat(0.25));
  return f32x4.div(above, f32x4.add(f32x4.splat(1), f32x4.mul(z, f32x4.add(f32x4.splat(2), z))));
}
