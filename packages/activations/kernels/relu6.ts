import { oneWhere, positivePart } from "@tooling/kernels/assembly/compare";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

export function relu6(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, f32x4.pmin(positivePart(v128.load(at)), f32x4.splat(6)));
}

export function dRelu6(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) {
    const x = v128.load(at);
    v128.store(at, oneWhere(v128.and(f32x4.gt(x, f32x4.splat(0)), f32x4.le(x, f32x4.splat(6)))));
  }
}
