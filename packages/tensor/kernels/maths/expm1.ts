import { expm1Of, remainder, ROUND, roundLog2, scale } from "@tooling/kernels/assembly/exp";

/** e^x - 1 as 2^n ((e^r - 1) + (1 - 2^-n)): only the addition in the middle can cancel, and both its sides are exact or nearly. */
@inline
export function expm1(x: v128): v128 {
  const within = f32x4.pmax(f32x4.pmin(x, f32x4.splat(89)), f32x4.splat(-18));
  const rounded = roundLog2(within);
  // 2^-n, or 0 where n is too large for it to count.
  const exponent = i32x4.max_s(i32x4.sub(i32x4.splat(reinterpret<i32>(ROUND) + 127), rounded), i32x4.splat(0));
  const beside = f32x4.sub(f32x4.splat(1), i32x4.shl(exponent, 23));
  const result = scale(f32x4.add(expm1Of(remainder(within, rounded)), beside), rounded);
  // The sign of -0.
  return v128.or(result, v128.and(x, f32x4.splat(-0.0)));
}
