import { exp } from "@tooling/kernels/assembly/exp";
import { firstLanes, largest, sum } from "@tooling/kernels/assembly/rows";
import { endOf, TILE } from "@tooling/kernels/assembly/tile";

/** Rows of `columns` floats; `scale` is 2 / tau. Within 3 ulp, and |x - largest| / tau ulp more for the rounding of that. */
export function softmax(rows: i32, columns: i32, scale: f32): void {
  const bytes = (<usize>columns) << 2;
  const end = endOf(rows * columns);
  // Halves, since the difference itself may overflow where a large tau brings it back.
  for (let row = TILE; row < end; row += bytes)
    shiftAndScale(row, columns, -0.5 * largest(row, columns), 0.5, scale);
  for (let at = TILE; at < end; at += 16) v128.store(at, exp(v128.load(at)));
  for (let row = TILE; row < end; row += bytes)
    shiftAndScale(row, columns, 0, 1, <f32>(1 / sum(row, columns)));
}

/** (before * x + shift) * scale for the `columns` floats from `start` on. */
function shiftAndScale(start: usize, columns: i32, shift: f32, before: f32, scale: f32): void {
  const whole = start + ((<usize>(columns & ~3)) << 2);
  for (let at = start; at < whole; at += 16) v128.store(at, scaled(v128.load(at), shift, before, scale));
  // The vector that the row ends in holds the next row's first elements too.
  const last = v128.load(whole);
  v128.store(whole, v128.bitselect(scaled(last, shift, before, scale), last, firstLanes(columns & 3)));
}

function scaled(x: v128, shift: f32, before: f32, scale: f32): v128 {
  const shifted = f32x4.add(f32x4.mul(x, f32x4.splat(before)), f32x4.splat(shift));
  return f32x4.mul(shifted, f32x4.splat(scale));
}
