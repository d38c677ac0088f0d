import { endOf, TILE } from "@tooling/kernels/assembly/tile";

export function dSpikeFx(n: i32, thr: f32, alpha: f32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) {
    const distance = f32x4.abs(f32x4.sub(v128.load(at), f32x4.splat(thr)));
    const side = f32x4.sub(f32x4.splat(1), f32x4.mul(f32x4.splat(alpha), distance));
    v128.store(at, f32x4.pmax(side, f32x4.splat(0)));
  }
}
