import { tanh as tanhOf } from "@tooling/kernels/assembly/tanh";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

/** Largest error 2.44 ulp. */
export function tanh(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, tanhOf(v128.load(at)));
}
