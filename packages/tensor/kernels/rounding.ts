import { endOf, TILE } from "@tooling/kernels/assembly/tile";

@inline
function floorOf<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16) v128.store(at, v128.floor<T>(v128.load(at)));
}

export function floor(n: i32): void { floorOf<f32>(n); }
export function floorFloat64(n: i32): void { floorOf<f64>(n); }

@inline
function roundOf<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16) v128.store(at, v128.nearest<T>(v128.load(at)));
}

export function round(n: i32): void { roundOf<f32>(n); }
export function roundFloat64(n: i32): void { roundOf<f64>(n); }
