import { endOf, TILE } from "@tooling/kernels/assembly/tile";

export function floor(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, f32x4.floor(v128.load(at)));
}

export function round(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, f32x4.nearest(v128.load(at)));
}

export function sqrt(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, f32x4.sqrt(v128.load(at)));
}
