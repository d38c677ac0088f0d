import { expOfMinusAbs } from "@tooling/kernels/assembly/exp";
import { expOfMinusAbs64 } from "@tooling/kernels/assembly/exp64";
import { log1pOfUnit } from "@tooling/kernels/assembly/log";
import { log1pOfUnit64 } from "@tooling/kernels/assembly/log64";

/** 1 / (1 + e^-x): of z = e^-|x|, which cannot overflow. */
@inline
export function sigmoid(x: v128): v128 {
  const z = expOfMinusAbs(x);
  const above = f32x4.pmax(z, v128.and(f32x4.ge(x, f32x4.splat(0)), f32x4.splat(1)));
  return f32x4.div(above, f32x4.add(f32x4.splat(1), z));
}

/** The same of two float64. */
@inline
export function sigmoid64(x: v128): v128 {
  const z = expOfMinusAbs64(x);
  const above = f64x2.pmax(z, v128.and(f64x2.ge(x, f64x2.splat(0)), f64x2.splat(1)));
  return f64x2.div(above, f64x2.add(f64x2.splat(1), z));
}

/** s (1 - s) of s = sigmoid(x), without the difference. */
@inline
export function dSigmoid(x: v128): v128 {
  const z = expOfMinusAbs(x);
  // (1 + z)^2, rounded where it is small beside 1.
  const under = f32x4.add(f32x4.splat(1), f32x4.mul(z, f32x4.add(f32x4.splat(2), z)));
  return f32x4.div(z, under);
}

/** The same of two float64. */
@inline
export function dSigmoid64(x: v128): v128 {
  const z = expOfMinusAbs64(x);
  return f64x2.div(z, f64x2.add(f64x2.splat(1), f64x2.mul(z, f64x2.add(f64x2.splat(2), z))));
}

/** ln(1 + e^x). */
@inline
export function softplus(x: v128): v128 {
  return f32x4.add(f32x4.pmax(x, f32x4.splat(0)), log1pOfUnit(expOfMinusAbs(x)));
}

/** The same of two float64. */
@inline
export function softplus64(x: v128): v128 {
  return f64x2.add(f64x2.pmax(x, f64x2.splat(0)), log1pOfUnit64(expOfMinusAbs64(x)));
}
