import { center, log, log1pNearZero, rounded, tail } from "./maths/erf-inv";
import { SECOND, TILE } from "@tooling/kernels/assembly/tile";

/*
 * Distances from the first tile. The first two hold the squares of the values, each in its list, and then w = -log(1 - square).
 */
/** The values as they come in, float32. */
const VALUES: usize = 2 * SECOND;
/** The values again, in double precision, and then their normals. */
const WIDE: usize = 3 * SECOND;
/** The address of each value's square, 8 bytes each, and then its w. */
const PLACES: usize = 4 * SECOND;
/** sqrt(2) as float32. */
const ROOT = 1.4142135381698608;

/**
 * The normal for each of `n` uniform values, at most 2,048: `sqrt(2) erfinv(u)`, in the steps of src/internal/erf-inv.ts.
 *
 * In double precision, two to a vector, rounded to float32 after each step, so that the bits are the same. The squares are
 * sorted into two lists first, since each logarithm costs as much as all the rest; the polynomial of the tails, where 1 of
 * 150 lies, is taken only there.
 */
export function normal(n: i32): void {
  // What fills the last turn of the loops needs addresses too.
  const filled = (n + 7) & ~7;
  const near = sortOut(filled);
  for (let at = TILE, end = TILE + ((<usize>near) << 3); at < end; at += 16)
    v128.store(at, f64x2.neg(log1pNearZero(f64x2.neg(v128.load(at)))));
  for (let at = TILE, end = TILE + ((<usize>(filled - near)) << 3); at < end; at += 16) {
    const rest = rounded(f64x2.sub(f64x2.splat(1), v128.load(at, SECOND)));
    v128.store(at, f64x2.neg(log(rest)), SECOND);
  }
  const end = TILE + ((<usize>filled) << 3);
  for (let at = TILE; at < end; at += 16) {
    const places = v128.load(at, PLACES);
    const first = v128.load64_zero(<usize>i64x2.extract_lane(places, 0));
    const w = v128.load64_lane(<usize>i64x2.extract_lane(places, 1), first, 1);
    v128.store(at, w, PLACES);
    const inverse = rounded(f64x2.mul(center(w), v128.load(at, WIDE)));
    v128.store(at, f64x2.mul(inverse, f64x2.splat(ROOT)), WIDE);
  }
  tails(filled);
  for (let at = TILE, to = TILE; at < end; at += 32, to += 16) {
    const left = f32x4.demote_f64x2_zero(v128.load(at, WIDE));
    const right = f32x4.demote_f64x2_zero(v128.load(at, WIDE + 16));
    v128.store(to, v128.shuffle<i32>(left, right, 0, 1, 4, 5));
  }
}

/** Puts the squares for whose rest the series of log1p is right into the first tile, the others into the second; how many the former are. */
function sortOut(n: i32): i32 {
  let near = TILE;
  let far = TILE + SECOND;
  for (let i: usize = 0; i < <usize>n; i++) {
    const u: f64 = load<f32>(TILE + (i << 2), VALUES);
    const square: f64 = <f32>(u * u);
    const isNear = square < 0.41421353816986084;
    const place = select(near, far, isNear);
    store<f64>(place, square);
    store<f64>(TILE + (i << 3), u, WIDE);
    store<i64>(TILE + (i << 3), place, PLACES);
    near += (<usize>isNear) << 3;
    far += (<usize>!isNear) << 3;
  }
  return (near - TILE) >> 3;
}

/** Takes the values anew whose polynomial is the tails'. */
function tails(n: i32): void {
  for (let i: usize = 0; i < <usize>n; i += 8) {
    const at = TILE + PLACES + (i << 3);
    const left = f64x2.pmax(v128.load(at), v128.load(at, 16));
    const right = f64x2.pmax(v128.load(at, 32), v128.load(at, 48));
    if (!v128.any_true(f64x2.ge(f64x2.pmax(left, right), f64x2.splat(5)))) continue;
    for (let k = i; k < i + 8; k++) {
      const w = load<f64>(TILE + (k << 3), PLACES);
      if (w < 5) continue;
      const u: f64 = load<f32>(TILE + (k << 2), VALUES);
      store<f64>(TILE + (k << 3), <f64>(<f32>(tail(w) * u)) * ROOT, WIDE);
    }
  }
}
