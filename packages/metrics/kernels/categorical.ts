import { clip } from "@tooling/kernels/assembly/compare";
import { log, logOfNormal, SMALLEST_NORMAL } from "@tooling/kernels/assembly/log";
import { log64 } from "@tooling/kernels/assembly/log64";
import { sumRows, sumRows64 } from "@tooling/kernels/assembly/rows";
import { endOf, SECOND, TILE } from "@tooling/kernels/assembly/tile";

/** Terms within 1.5 ulp of -x ln p, p in [low, high]; a row's are added in double precision. */
export function measureCatNLL(rows: i32, columns: i32, low: f32, high: f32): void {
  const end = endOf(rows * columns);
  if (low >= SMALLEST_NORMAL) clipped(end, low, high);
  else unclipped(end, low, high);
  sumRows(rows, columns);
}

/** The same of float64, within 1.5 ulp too. */
export function measureCatNLLFloat64(rows: i32, columns: i32, low: f64, high: f64): void {
  for (let at = TILE, end = endOf<f64>(rows * columns); at < end; at += 16) {
    const p = clip<f64>(v128.load(at), f64x2.splat(low), f64x2.splat(high));
    const x = v128.load(at, SECOND);
    const none = v128.and(f64x2.eq(x, f64x2.splat(0)), f64x2.eq(p, f64x2.splat(0)));
    v128.store(at, f64x2.neg(v128.andnot(f64x2.mul(x, log64(p)), none)));
  }
  sumRows64(rows, columns);
}

function clipped(end: usize, low: f32, high: f32): void {
  for (let at = TILE; at < end; at += 16) {
    const p = clip(v128.load(at), f32x4.splat(low), f32x4.splat(high));
    v128.store(at, f32x4.neg(f32x4.mul(v128.load(at, SECOND), logOfNormal(p))));
  }
}

/** p may be 0, and 0 ln 0 is 0, its limit. */
function unclipped(end: usize, low: f32, high: f32): void {
  for (let at = TILE; at < end; at += 16) {
    const p = clip(v128.load(at), f32x4.splat(low), f32x4.splat(high));
    const x = v128.load(at, SECOND);
    const none = v128.and(f32x4.eq(x, f32x4.splat(0)), f32x4.eq(p, f32x4.splat(0)));
    v128.store(at, f32x4.neg(v128.andnot(f32x4.mul(x, log(p)), none)));
  }
}
