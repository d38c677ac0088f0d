import { dSigmoid as dSigmoidOf, sigmoid as sigmoidOf } from "@tooling/kernels/assembly/logistic";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

/** Largest error 2.30 ulp. */
export function sigmoid(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, sigmoidOf(v128.load(at)));
}

/** Largest error 2.34 ulp. */
export function dSigmoid(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, dSigmoidOf(v128.load(at)));
}
