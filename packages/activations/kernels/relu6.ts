import { oneWhere, positivePart } from "@tooling/kernels/assembly/compare";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

@inline
function relu6Of<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16)
    v128.store(at, v128.pmin<T>(positivePart<T>(v128.load(at)), v128.splat<T>(6)));
}

export function relu6(n: i32): void { relu6Of<f32>(n); }
export function relu6Float64(n: i32): void { relu6Of<f64>(n); }

@inline
function dRelu6Of<T>(n: i32): void {
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16) {
    const x = v128.load(at);
    v128.store(at, oneWhere<T>(v128.and(v128.gt<T>(x, v128.splat<T>(0)), v128.le<T>(x, v128.splat<T>(6)))));
  }
}

export function dRelu6(n: i32): void { dRelu6Of<f32>(n); }
export function dRelu6Float64(n: i32): void { dRelu6Of<f64>(n); }
