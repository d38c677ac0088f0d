import { clip } from "@tooling/kernels/assembly/compare";
import {
  log,
  logOfNormal,
  logOfNormalSum,
  logOfSum,
  SMALLEST_NORMAL,
} from "@tooling/kernels/assembly/log";
import { log1p64, log64 } from "@tooling/kernels/assembly/log64";
import { firstLanes, sumRows, sumRows64 } from "@tooling/kernels/assembly/rows";
import { endOf, SECOND, TILE } from "@tooling/kernels/assembly/tile";

/**
 * Terms within 2 ulp of -x ln p - (1 - x) ln(1 - p), p in [low, high]; a row's are added in double precision.
 * The three ways give the same bits: neighbours in a tile do not change a score.
 */
export function measureBCE(rows: i32, columns: i32, low: f32, high: f32): void {
  const end = endOf(rows * columns);
  if (low < SMALLEST_NORMAL || high >= 1) unclipped(end, low, high);
  else if (isBinary(end)) binary(end, low, high);
  else clipped(end, low, high);
  sumRows(rows, columns);
}

/** The same of float64. */
export function measureBCEFloat64(rows: i32, columns: i32, low: f64, high: f64): void {
  for (let at = TILE, end = endOf<f64>(rows * columns); at < end; at += 16) {
    const p = clip<f64>(v128.load(at), f64x2.splat(low), f64x2.splat(high));
    const x = v128.load(at, SECOND);
    const ones = times64(x, p, log64(p));
    const zeros = times64(f64x2.sub(f64x2.splat(1), x), f64x2.sub(f64x2.splat(1), p), log1p64(f64x2.neg(p)));
    v128.store(at, f64x2.neg(f64x2.add(ones, zeros)));
  }
  sumRows64(rows, columns);
}

@inline
function times64(weight: v128, p: v128, logarithm: v128): v128 {
  const none = v128.and(f64x2.eq(weight, f64x2.splat(0)), f64x2.eq(p, f64x2.splat(0)));
  return v128.andnot(f64x2.mul(weight, logarithm), none);
}

/** Whether the targets are all 0 or 1: the numbers that are their own squares. */
function isBinary(end: usize): bool {
  const whole = end & ~15;
  let other = f32x4.splat(0);
  let at = TILE;
  for (; at < whole; at += 16) {
    const x = v128.load(at, SECOND);
    other = v128.or(other, f32x4.ne(f32x4.mul(x, x), x));
  }
  const x = v128.load(at, SECOND);
  const last = v128.and(f32x4.ne(f32x4.mul(x, x), x), firstLanes(<i32>(end - whole) >> 2));
  return !v128.any_true(v128.or(other, last));
}

/** One of the two weights is 0, so that one logarithm is enough. */
function binary(end: usize, low: f32, high: f32): void {
  for (let at = TILE; at < end; at += 16) {
    const p = clip(v128.load(at), f32x4.splat(low), f32x4.splat(high));
    const isOne = f32x4.ne(v128.load(at, SECOND), f32x4.splat(0));
    const rest = f32x4.sub(f32x4.splat(1), p);
    const lost = v128.andnot(lostOf(rest, p), isOne);
    v128.store(at, f32x4.neg(logOfNormalSum(v128.bitselect(p, rest, isOne), lost)));
  }
}

function clipped(end: usize, low: f32, high: f32): void {
  for (let at = TILE; at < end; at += 16) {
    const p = clip(v128.load(at), f32x4.splat(low), f32x4.splat(high));
    const x = v128.load(at, SECOND);
    const rest = f32x4.sub(f32x4.splat(1), p);
    const ones = f32x4.mul(x, logOfNormal(p));
    const zeros = f32x4.mul(f32x4.sub(f32x4.splat(1), x), logOfNormalSum(rest, lostOf(rest, p)));
    v128.store(at, f32x4.neg(f32x4.add(ones, zeros)));
  }
}

/** p may be 0 or 1, and 0 ln 0 is 0, its limit. */
function unclipped(end: usize, low: f32, high: f32): void {
  for (let at = TILE; at < end; at += 16) {
    const p = clip(v128.load(at), f32x4.splat(low), f32x4.splat(high));
    const x = v128.load(at, SECOND);
    const rest = f32x4.sub(f32x4.splat(1), p);
    const ones = times(x, p, log(p));
    const zeros = times(f32x4.sub(f32x4.splat(1), x), rest, logOfSum(rest, lostOf(rest, p)));
    v128.store(at, f32x4.neg(f32x4.add(ones, zeros)));
  }
}

/** What `rest` lacks of 1 - p. */
@inline
function lostOf(rest: v128, p: v128): v128 {
  return f32x4.sub(f32x4.sub(f32x4.splat(1), rest), p);
}

/** weight * logarithm, that of p; 0 where both weight and p are. */
@inline
function times(weight: v128, p: v128, logarithm: v128): v128 {
  const none = v128.and(f32x4.eq(weight, f32x4.splat(0)), f32x4.eq(p, f32x4.splat(0)));
  return v128.andnot(f32x4.mul(weight, logarithm), none);
}
