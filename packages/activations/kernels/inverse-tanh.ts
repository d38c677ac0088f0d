import { atanh } from "@tooling/kernels/assembly/atanh";
import { clip } from "@tooling/kernels/assembly/compare";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

/** Largest error 2.10 ulp. */
export function inverseTanh(n: i32, limit: f32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, atanh(clip(v128.load(at), f32x4.splat(-limit), f32x4.splat(limit))));
}
