import { clip } from "@tooling/kernels/assembly/compare";
import { logit } from "@tooling/kernels/assembly/log";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

/** Largest error 3.25 ulp. */
export function inverseLogistic(n: i32, low: f32, high: f32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, logit(clip(v128.load(at), f32x4.splat(low), f32x4.splat(high))));
}
