import { exp as expOf } from "@tooling/kernels/assembly/exp";
import { exp64, expm164 } from "@tooling/kernels/assembly/exp64";
import { expm1 as expm1Of } from "./maths/expm1";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

/** Largest error 1.00 ulp. */
export function exp(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, expOf(v128.load(at)));
}

/** Of float64. Largest error found 0.96 ulp. */
export function expFloat64(n: i32): void {
  for (let at = TILE, end = endOf<f64>(n); at < end; at += 16) v128.store(at, exp64(v128.load(at)));
}

/** Largest error 1.53 ulp. */
export function expm1(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, expm1Of(v128.load(at)));
}

/** Largest error found 1.28 ulp. */
export function expm1Float64(n: i32): void {
  for (let at = TILE, end = endOf<f64>(n); at < end; at += 16) v128.store(at, expm164(v128.load(at)));
}
