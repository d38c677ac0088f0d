import { sech2, tanh as tanhOf } from "@tooling/kernels/assembly/tanh";
import { sech264, tanh64 } from "@tooling/kernels/assembly/tanh64";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

/** Largest error 2.50 ulp. */
export function tanh(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, tanhOf(v128.load(at)));
}

/** Largest error 2.49 ulp. */
export function dTanh(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, sech2(v128.load(at)));
}

/** Largest error found 2.48 ulp. */
export function tanhFloat64(n: i32): void {
  for (let at = TILE, end = endOf<f64>(n); at < end; at += 16) v128.store(at, tanh64(v128.load(at)));
}

/** Largest error found 2.40 ulp. */
export function dTanhFloat64(n: i32): void {
  for (let at = TILE, end = endOf<f64>(n); at < end; at += 16) v128.store(at, sech264(v128.load(at)));
}
