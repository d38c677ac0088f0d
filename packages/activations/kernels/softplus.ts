import { sigmoid, sigmoid64, softplus64, softplus as softplusOf } from "./maths/logistic";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

/** Largest error 2.38 ulp. */
export function softplus(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, softplusOf(v128.load(at)));
}

/** Largest error 2.41 ulp. */
export function dSoftplus(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, sigmoid(v128.load(at)));
}

/** Largest error found 1.70 ulp. */
export function softplusFloat64(n: i32): void {
  for (let at = TILE, end = endOf<f64>(n); at < end; at += 16) v128.store(at, softplus64(v128.load(at)));
}

/** Largest error found 2.35 ulp. */
export function dSoftplusFloat64(n: i32): void {
  for (let at = TILE, end = endOf<f64>(n); at < end; at += 16) v128.store(at, sigmoid64(v128.load(at)));
}
