import { oneWhere, positivePart } from "@tooling/kernels/assembly/compare";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

@inline
function reluOf<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16) v128.store(at, positivePart<T>(v128.load(at)));
}

export function relu(n: i32): void { reluOf<f32>(n); }
export function reluFloat64(n: i32): void { reluOf<f64>(n); }

@inline
function dReluOf<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16)
    v128.store(at, oneWhere<T>(v128.ge<T>(v128.load(at), v128.splat<T>(0))));
}

export function dRelu(n: i32): void { dReluOf<f32>(n); }
export function dReluFloat64(n: i32): void { dReluOf<f64>(n); }
