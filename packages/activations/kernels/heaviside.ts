import { oneWhere } from "@tooling/kernels/assembly/compare";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

@inline
function heavisideOf<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16)
    v128.store(at, oneWhere<T>(v128.ge<T>(v128.load(at), v128.splat<T>(0))));
}

export function heaviside(n: i32): void { heavisideOf<f32>(n); }
export function heavisideFloat64(n: i32): void { heavisideOf<f64>(n); }
