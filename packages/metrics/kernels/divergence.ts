import { clip } from "@tooling/kernels/assembly/compare";
import { logOfRatio } from "@tooling/kernels/assembly/log";
import { logOfNormal64 } from "@tooling/kernels/assembly/log64";
import { sumRows, sumRows64 } from "@tooling/kernels/assembly/rows";
import { endOf, SECOND, TILE } from "@tooling/kernels/assembly/tile";

/** Terms of p ln(p / q) with p from the second tile and q from the first, both in [low, high]; a row's are added in double precision. */
export function measureKLD(rows: i32, columns: i32, low: f32, high: f32): void {
  for (let at = TILE, end = endOf(rows * columns); at < end; at += 16) {
    const p = clip(v128.load(at, SECOND), f32x4.splat(low), f32x4.splat(high));
    const q = clip(v128.load(at), f32x4.splat(low), f32x4.splat(high));
    v128.store(at, f32x4.mul(p, logOfRatio(p, q)));
  }
  sumRows(rows, columns);
}

/** The same of float64; 0 for equal probabilities. */
export function measureKLDFloat64(rows: i32, columns: i32, low: f64, high: f64): void {
  for (let at = TILE, end = endOf<f64>(rows * columns); at < end; at += 16) {
    const p = clip<f64>(v128.load(at, SECOND), f64x2.splat(low), f64x2.splat(high));
    const q = clip<f64>(v128.load(at), f64x2.splat(low), f64x2.splat(high));
    v128.store(at, f64x2.mul(p, logOfNormal64(f64x2.div(p, q))));
  }
  sumRows64(rows, columns);
}
