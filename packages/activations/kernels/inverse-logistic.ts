import { clip } from "@tooling/kernels/assembly/compare";
import { logit } from "@tooling/kernels/assembly/log";
import { logit64 } from "@tooling/kernels/assembly/log64";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

/** Largest error 3.24 ulp. */
export function inverseLogistic(n: i32, low: f32, high: f32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, logit(clip(v128.load(at), f32x4.splat(low), f32x4.splat(high))));
}

/** Largest error found 1.54 ulp. */
export function inverseLogisticFloat64(n: i32, low: f64, high: f64): void {
  for (let at = TILE, end = endOf<f64>(n); at < end; at += 16) v128.store(at, logit64(clip<f64>(v128.load(at), f64x2.splat(low), f64x2.splat(high))));
}
