import { centre, log, log1pNearZero, rounded, tail } from "@tooling/kernels/assembly/erf-inv";
import { SECOND, TILE } from "@tooling/kernels/assembly/tile";

/** Where the values come in, as float32; they go out in the first tile. */
const VALUES: usize = TILE + 2 * SECOND;
/** sqrt(2) as float32. */
const ROOT = 1.4142135381698608;

/**
 * The normal for each of `n` uniform values, at most 2,048: `sqrt(2) erfinv(u)`, in the steps of src/internal/erf-inv.ts.
 *
 * In double precision, two to a vector, rounded to float32 after each step, so that the bits are the same. Both logarithms
 * are taken of all values; the polynomial of the tails, where 1 of 150 lies, only there.
 */
export function normal(n: i32): void {
  const end = TILE + ((<usize>n) << 3);
  for (let at = TILE, from = VALUES; at < end; at += 32, from += 16) {
    const u = v128.load(from);
    v128.store(at, f64x2.promote_low_f32x4(u));
    v128.store(at, f64x2.promote_low_f32x4(v128.shuffle<i32>(u, u, 2, 3, 2, 3)), 16);
  }
  for (let at = TILE; at < end; at += 16) {
    const u = v128.load(at);
    v128.store(at, log1pNearZero(f64x2.neg(rounded(f64x2.mul(u, u)))), SECOND);
  }
  for (let at = TILE; at < end; at += 16) {
    const u = v128.load(at);
    const square = rounded(f64x2.mul(u, u));
    const isNear = f64x2.lt(square, f64x2.splat(0.41421353816986084));
    const far = log(rounded(f64x2.sub(f64x2.splat(1), square)));
    v128.store(at, f64x2.neg(v128.bitselect(v128.load(at, SECOND), far, isNear)), SECOND);
  }
  for (let at = TILE; at < end; at += 16) {
    const inverse = rounded(f64x2.mul(centre(v128.load(at, SECOND)), v128.load(at)));
    v128.store(at, f64x2.mul(inverse, f64x2.splat(ROOT)));
  }
  tails(n);
  for (let at = TILE, to = TILE; at < end; at += 32, to += 16) {
    const left = f32x4.demote_f64x2_zero(v128.load(at));
    const right = f32x4.demote_f64x2_zero(v128.load(at, 16));
    v128.store(to, v128.shuffle<i32>(left, right, 0, 1, 4, 5));
  }
}

/** Takes the values anew whose polynomial is the tails'. */
function tails(n: i32): void {
  for (let i = 0; i < n; i += 8) {
    const at = TILE + SECOND + ((<usize>i) << 3);
    const left = f64x2.pmax(v128.load(at), v128.load(at, 16));
    const right = f64x2.pmax(v128.load(at, 32), v128.load(at, 48));
    if (!v128.any_true(f64x2.ge(f64x2.pmax(left, right), f64x2.splat(5)))) continue;
    for (let k: usize = 0; k < 8; k++) {
      const w = load<f64>(at + (k << 3));
      if (w < 5) continue;
      const u = <f64>load<f32>(VALUES + ((<usize>i + k) << 2));
      store<f64>(at - SECOND + (k << 3), <f64>(<f32>(tail(w) * u)) * ROOT);
    }
  }
}
