import { clip } from "@tooling/kernels/assembly/compare";
import { log, logOfNormal, SMALLEST_NORMAL } from "@tooling/kernels/assembly/log";
import { sumRows } from "@tooling/kernels/assembly/rows";
import { endOf, SECOND, TILE } from "@tooling/kernels/assembly/tile";

/** Terms within 1.5 ulp of -x ln p, p in [low, high]; a row's are added in double precision. */
export function measureCatNLL(rows: i32, columns: i32, low: f32, high: f32): void {
  const end = endOf(rows * columns);
  if (low >= SMALLEST_NORMAL) clipped(end, low, high);
  else unclipped(end, low, high);
  sumRows(rows, columns);
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
