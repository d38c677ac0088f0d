import { endOf, TILE } from "@tooling/kernels/assembly/tile";

export function clip(n: i32, low: f32, high: f32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, f32x4.min(f32x4.max(v128.load(at), f32x4.splat(low)), f32x4.splat(high)));
}

export function clampMin(n: i32, minVal: f32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, f32x4.max(v128.load(at), f32x4.splat(minVal)));
}

export function clampMax(n: i32, maxVal: f32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, f32x4.min(v128.load(at), f32x4.splat(maxVal)));
}
