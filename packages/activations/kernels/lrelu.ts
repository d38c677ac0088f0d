import { endOf, TILE } from "@tooling/kernels/assembly/tile";

@inline
function lreluOf<T>(n: i32, leak: T): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16) {
    const x = v128.load(at);
    v128.store(at, v128.pmax<T>(x, v128.mul<T>(x, v128.splat<T>(leak))));
  }
}

export function lrelu(n: i32, leak: f32): void { lreluOf<f32>(n, leak); }
export function lreluFloat64(n: i32, leak: f64): void { lreluOf<f64>(n, leak); }

@inline
function dLreluOf<T>(n: i32, leak: T): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16)
    v128.store(
      at,
      v128.bitselect(v128.splat<T>(1), v128.splat<T>(leak), v128.ge<T>(v128.load(at), v128.splat<T>(0))),
    );
}

export function dLrelu(n: i32, leak: f32): void { dLreluOf<f32>(n, leak); }
export function dLreluFloat64(n: i32, leak: f64): void { dLreluOf<f64>(n, leak); }
