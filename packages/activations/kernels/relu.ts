import { oneWhere, positivePart } from "@tooling/kernels/assembly/compare";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

export function relu(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, positivePart(v128.load(at)));
}

export function dRelu(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, oneWhere(f32x4.ge(v128.load(at), f32x4.splat(0))));
}
