import { endOf, TILE } from "@tooling/kernels/assembly/tile";

@inline
function thresholdSoftOf<T>(n: i32, lmbda: T): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16) {
    const x = v128.load(at);
    const above = v128.pmax<T>(v128.sub<T>(x, v128.splat<T>(lmbda)), v128.splat<T>(0));
    const below = v128.pmax<T>(v128.sub<T>(v128.neg<T>(x), v128.splat<T>(lmbda)), v128.splat<T>(0));
    // Below a negative lmbda both count, and rounding would leave nothing of a small x.
    const both = v128.lt<T>(v128.abs<T>(x), v128.splat<T>(-lmbda));
    // pmax leaves the -0 that -0 - 0 gives; adding 0 makes it the 0 that max would give.
    const outside = v128.add<T>(v128.sub<T>(above, below), v128.splat<T>(0));
    v128.store(at, v128.bitselect(v128.add<T>(x, x), outside, both));
  }
}

export function thresholdSoft(n: i32, lmbda: f32): void { thresholdSoftOf<f32>(n, lmbda); }
export function thresholdSoftFloat64(n: i32, lmbda: f64): void { thresholdSoftOf<f64>(n, lmbda); }
