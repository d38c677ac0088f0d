import { oneWhere } from "@tooling/kernels/assembly/compare";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

@inline
function binarizeOf<T>(n: i32, threshold: T): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16)
    v128.store(at, oneWhere<T>(v128.ge<T>(v128.load(at), v128.splat<T>(threshold))));
}

export function binarize(n: i32, threshold: f32): void { binarizeOf<f32>(n, threshold); }
export function binarizeFloat64(n: i32, threshold: f64): void { binarizeOf<f64>(n, threshold); }
