import { endOf, TILE } from "@tooling/kernels/assembly/tile";

export function thresholdSoft(n: i32, lmbda: f32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) {
    const x = v128.load(at);
    const above = f32x4.pmax(f32x4.sub(x, f32x4.splat(lmbda)), f32x4.splat(0));
    const below = f32x4.pmax(f32x4.sub(f32x4.neg(x), f32x4.splat(lmbda)), f32x4.splat(0));
    // Below a negative lmbda both count, and rounding would leave nothing of a small x.
    const both = f32x4.lt(f32x4.abs(x), f32x4.splat(-lmbda));
    // pmax leaves the -0 that -0 - 0 gives; adding 0 makes it the 0 that max would give.
    const outside = f32x4.add(f32x4.sub(above, below), f32x4.splat(0));
    v128.store(at, v128.bitselect(f32x4.add(x, x), outside, both));
  }
}
