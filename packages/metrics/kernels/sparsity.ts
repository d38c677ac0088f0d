import { firstLanes } from "@tooling/kernels/assembly/rows";
import { ANSWERS, TILE } from "@tooling/kernels/assembly/tile";

/** How many floats of a row lie above `tolerance`. */
export function measureSparsity(rows: i32, columns: i32, tolerance: f32): void {
  let answer = ANSWERS;
  for (let row = 0, start = TILE; row < rows; row++, start += <usize>columns << 2) {
    store<f64>(answer, <f64>active(start, columns, f32x4.splat(tolerance)));
    answer += 8;
  }
}

@inline
function active(start: usize, columns: i32, tolerance: v128): i32 {
  const whole = start + (<usize>(columns & ~3) << 2);
  let a = i32x4.splat(0);
  let b = a;
  let at = start;
  // A set lane is -1.
  for (; at + 32 <= whole; at += 32) {
    a = i32x4.sub(a, f32x4.gt(v128.load(at), tolerance));
    b = i32x4.sub(b, f32x4.gt(v128.load(at, 16), tolerance));
  }
  if (at < whole) a = i32x4.sub(a, f32x4.gt(v128.load(at), tolerance));
  const last = v128.and(f32x4.gt(v128.load(whole), tolerance), firstLanes(columns & 3));
  a = i32x4.add(a, i32x4.sub(b, last));
  a = i32x4.add(a, v128.shuffle<i32>(a, a, 2, 3, 0, 1));
  return i32x4.extract_lane(a, 0) + i32x4.extract_lane(a, 1);
}
