import {
  dSigmoid64,
  dSigmoid as dSigmoidOf,
  sigmoid64,
  sigmoid as sigmoidOf,
} from "./maths/logistic";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

/** Largest error 2.41 ulp. */
export function sigmoid(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, sigmoidOf(v128.load(at)));
}

/** Largest error 2.49 ulp. */
export function dSigmoid(n: i32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) v128.store(at, dSigmoidOf(v128.load(at)));
}

/** Largest error found 2.35 ulp. */
export function sigmoidFloat64(n: i32): void {
  for (let at = TILE, end = endOf<f64>(n); at < end; at += 16) v128.store(at, sigmoid64(v128.load(at)));
}

/** Largest error found 2.33 ulp. */
export function dSigmoidFloat64(n: i32): void {
  for (let at = TILE, end = endOf<f64>(n); at < end; at += 16) v128.store(at, dSigmoid64(v128.load(at)));
}
