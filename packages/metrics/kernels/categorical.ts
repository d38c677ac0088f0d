import { clip } from "@tooling/kernels/assembly/compare";
import { log } from "@tooling/kernels/assembly/log";
import { sumRows } from "@tooling/kernels/assembly/rows";
import { endOf, SECOND, TILE } from "@tooling/kernels/assembly/tile";

/** Terms within 1.5 ulp of -x ln p, p in [low, high]; a row's are added in double precision. */
export function measureCatNLL(rows: i32, columns: i32, low: f32, high: f32): void {
  for (let at = TILE, end = endOf(rows * columns); at < end; at += 16) {
    const p = clip(v128.load(at), f32x4.splat(low), f32x4.splat(high));
    const x = v128.load(at, SECOND);
    const zero = f32x4.splat(0);
    // 0 ln 0 is 0, its limit.
    const none = v128.and(f32x4.eq(x, zero), f32x4.eq(p, zero));
    v128.store(at, f32x4.neg(v128.andnot(f32x4.mul(x, log(p)), none)));
  }
  sumRows(rows, columns);
}
