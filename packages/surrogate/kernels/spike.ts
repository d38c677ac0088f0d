import { oneWhere } from "@tooling/kernels/assembly/compare";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

@inline
function spikeFxOf<T>(n: i32, thr: T): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16)
    v128.store(at, oneWhere<T>(v128.gt<T>(v128.load(at), v128.splat<T>(thr))));
}

export function spikeFx(n: i32, thr: f32): void { spikeFxOf<f32>(n, thr); }
export function spikeFxFloat64(n: i32, thr: f64): void { spikeFxOf<f64>(n, thr); }
