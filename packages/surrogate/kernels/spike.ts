import { oneWhere } from "@tooling/kernels/assembly/compare";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

export function spikeFx(n: i32, thr: f32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, oneWhere(f32x4.gt(v128.load(at), f32x4.splat(thr))));
}
