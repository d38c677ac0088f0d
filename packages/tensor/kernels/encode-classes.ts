import { oneWhere } from "@tooling/kernels/assembly/compare";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

export function binarize(n: i32, threshold: f32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16)
    v128.store(at, oneWhere(f32x4.ge(v128.load(at), f32x4.splat(threshold))));
}
