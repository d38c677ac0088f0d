import { clip } from "@tooling/kernels/assembly/compare";
import { logOfRatio } from "@tooling/kernels/assembly/log";
import { sumRows } from "@tooling/kernels/assembly/rows";
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
