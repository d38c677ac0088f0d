import { log1p as log1pOf, log as logOf } from "@tooling/kernels/assembly/log";
import { log1p64, log64 } from "@tooling/kernels/assembly/log64";
import { endOf, endOf64, TILE } from "@tooling/kernels/assembly/tile";

/** Largest error 0.90 ulp. */
export function log(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, logOf(v128.load(at)));
}

/** Largest error 1.44 ulp. */
export function log1p(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, log1pOf(v128.load(at)));
}

/** Of float64. Largest error found 0.85 ulp. */
export function logFloat64(n: i32): void {
  for (let at = TILE, end = endOf64(n); at < end; at += 16) v128.store(at, log64(v128.load(at)));
}

/** Of float64. Largest error found 0.89 ulp. */
export function log1pFloat64(n: i32): void {
  for (let at = TILE, end = endOf64(n); at < end; at += 16) v128.store(at, log1p64(v128.load(at)));
}
