import { atanh } from "./maths/atanh";
import { clip } from "@tooling/kernels/assembly/compare";
import { atanh64 } from "@tooling/kernels/assembly/log64";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

/** Largest error 2.12 ulp. */
export function inverseTanh(n: i32, limit: f32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, atanh(clip(v128.load(at), f32x4.splat(-limit), f32x4.splat(limit))));
}

/** Largest error found 2.10 ulp. */
export function inverseTanhFloat64(n: i32, limit: f64): void {
  for (let at = TILE, end = endOf<f64>(n); at < end; at += 16) v128.store(at, atanh64(clip<f64>(v128.load(at), f64x2.splat(-limit), f64x2.splat(limit))));
}
