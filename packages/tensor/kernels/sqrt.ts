import { endOf, TILE } from "@tooling/kernels/assembly/tile";

@inline
function sqrtOf<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16) v128.store(at, v128.sqrt<T>(v128.load(at)));
}

export function sqrt(n: i32): void { sqrtOf<f32>(n); }
export function sqrtFloat64(n: i32): void { sqrtOf<f64>(n); }
