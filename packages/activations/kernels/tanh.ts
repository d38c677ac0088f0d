import { sech2, tanh as tanhOf } from "@tooling/kernels/assembly/tanh";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

/** Largest error 2.44 ulp. */
export function tanh(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, tanhOf(v128.load(at)));
}

/** Largest error 2.36 ulp. */
export function dTanh(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, sech2(v128.load(at)));
}
