import { endOf, TILE } from "@tooling/kernels/assembly/tile";

export function lrelu(n: i32, leak: f32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) {
    const x = v128.load(at);
    v128.store(at, f32x4.pmax(x, f32x4.mul(x, f32x4.splat(leak))));
  }
}

export function dLrelu(n: i32, leak: f32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(
      at,
      v128.bitselect(f32x4.splat(1), f32x4.splat(leak), f32x4.ge(v128.load(at), f32x4.splat(0))),
    );
}
