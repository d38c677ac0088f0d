import { endOf, TILE } from "@tooling/kernels/assembly/tile";

@inline
function dSpikeFxOf<T>(n: i32, thr: T, alpha: T): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16) {
    const distance = v128.abs<T>(v128.sub<T>(v128.load(at), v128.splat<T>(thr)));
    const side = v128.sub<T>(v128.splat<T>(1), v128.mul<T>(v128.splat<T>(alpha), distance));
    v128.store(at, v128.pmax<T>(side, v128.splat<T>(0)));
  }
}

export function dSpikeFx(n: i32, thr: f32, alpha: f32): void { dSpikeFxOf<f32>(n, thr, alpha); }
export function dSpikeFxFloat64(n: i32, thr: f64, alpha: f64): void { dSpikeFxOf<f64>(n, thr, alpha); }
