import { positivePart } from "@tooling/kernels/assembly/compare";
import { sech2, tanh } from "@tooling/kernels/assembly/tanh";
import { sech264, tanh64 } from "@tooling/kernels/assembly/tanh64";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

/** Largest error 2.50 ulp where c2 j is exact; rounding it adds half an ulp. */
export function surrFx(n: i32, c1: f32, c2: f32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) {
    const value = f32x4.mul(f32x4.splat(c1), tanh(f32x4.mul(f32x4.splat(c2), v128.load(at))));
    v128.store(at, positivePart(value));
  }
}

/** Largest error 2.49 ulp where c2 j is exact; rounding it adds |c2 j| ulp. */
export function dSpikeFx(n: i32, scale: f32, c2: f32): void {
  for (let at = TILE, end = endOf(n); at < end; at += 16) {
    const j = v128.load(at);
    const slope = f32x4.mul(f32x4.splat(scale), sech2(f32x4.mul(f32x4.splat(c2), j)));
    v128.store(at, v128.andnot(slope, f32x4.le(j, f32x4.splat(0))));
  }
}

/** Largest error found 2.49 ulp where c2 j is exact. */
export function surrFxFloat64(n: i32, c1: f64, c2: f64): void {
  for (let at = TILE, end = endOf<f64>(n); at < end; at += 16) {
    const value = f64x2.mul(f64x2.splat(c1), tanh64(f64x2.mul(f64x2.splat(c2), v128.load(at))));
    v128.store(at, positivePart<f64>(value));
  }
}

/** Largest error found 2.27 ulp where c2 j is exact. */
export function dSpikeFxFloat64(n: i32, scale: f64, c2: f64): void {
  for (let at = TILE, end = endOf<f64>(n); at < end; at += 16) {
    const j = v128.load(at);
    const slope = f64x2.mul(f64x2.splat(scale), sech264(f64x2.mul(f64x2.splat(c2), j)));
    v128.store(at, v128.andnot(slope, f64x2.le(j, f64x2.splat(0))));
  }
}
