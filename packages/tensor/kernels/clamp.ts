import { endOf, TILE } from "@tooling/kernels/assembly/tile";

@inline
function clipOf<T>(n: i32, low: T, high: T): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16)
    v128.store(at, v128.min<T>(v128.max<T>(v128.load(at), v128.splat<T>(low)), v128.splat<T>(high)));
}

export function clip(n: i32, low: f32, high: f32): void { clipOf<f32>(n, low, high); }
export function clipFloat64(n: i32, low: f64, high: f64): void { clipOf<f64>(n, low, high); }

@inline
function clampMinOf<T>(n: i32, minVal: T): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16)
    v128.store(at, v128.max<T>(v128.load(at), v128.splat<T>(minVal)));
}

export function clampMin(n: i32, minVal: f32): void { clampMinOf<f32>(n, minVal); }
export function clampMinFloat64(n: i32, minVal: f64): void { clampMinOf<f64>(n, minVal); }

@inline
function clampMaxOf<T>(n: i32, maxVal: T): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16)
    v128.store(at, v128.min<T>(v128.load(at), v128.splat<T>(maxVal)));
}

export function clampMax(n: i32, maxVal: f32): void { clampMaxOf<f32>(n, maxVal); }
export function clampMaxFloat64(n: i32, maxVal: f64): void { clampMaxOf<f64>(n, maxVal); }
