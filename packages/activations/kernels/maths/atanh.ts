import { log1p } from "@tooling/kernels/assembly/log";

/** ln(1 + 2|x| / (1 - |x|)) / 2 with the sign of x; NaN beyond -1 and 1. */
@inline
export function atanh(x: v128): v128 {
  const sign = v128.and(x, f32x4.splat(-0.0));
  const size = v128.xor(x, sign);
  const y = f32x4.div(f32x4.add(size, size), f32x4.sub(f32x4.splat(1), size));
  return v128.or(f32x4.mul(log1p(y), f32x4.splat(0.5)), sign);
}
