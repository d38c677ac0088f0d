import { expOfNegative64, LN2_HIGH, LN2_LOW, LOG2E } from "./exp64";

/** 1.5 * 2^52 + 1023. */
const ROUND: f64 = 6755399441056767;

/** tanh(x) of two float64, as its namesake of float32 has it. */
@inline
export function tanh64(x: v128): v128 {
  // From 19.1 on it is 1.
  const within = f64x2.pmax(f64x2.pmin(x, f64x2.splat(19.1)), f64x2.splat(-19.1));
  const rounded = f64x2.add(f64x2.mul(within, f64x2.splat(2 * LOG2E)), f64x2.splat(ROUND));
  const n = f64x2.sub(rounded, f64x2.splat(ROUND));
  const high = f64x2.sub(within, f64x2.mul(n, f64x2.splat(0.5 * LN2_HIGH)));
  const u = tanhOf(f64x2.sub(high, f64x2.mul(n, f64x2.splat(0.5 * LN2_LOW))));
  const power = i64x2.shl(rounded, 52);
  const below = f64x2.sub(f64x2.splat(1), power);
  const above = f64x2.add(f64x2.splat(1), power);
  return f64x2.div(f64x2.sub(f64x2.mul(u, above), below), f64x2.sub(above, f64x2.mul(u, below)));
}

/** tanh(r) for |r| <= ln(2) / 4, with the sign of -0: 2^-60.7. */
@inline
function tanhOf(r: v128): v128 {
  const s = f64x2.mul(r, r);
  const s2 = f64x2.mul(s, s);
  const a = f64x2.add(f64x2.splat(-0.3333333333333333), f64x2.mul(f64x2.splat(0.1333333333333283), s));
  const b = f64x2.add(f64x2.splat(-0.05396825396558279), f64x2.mul(f64x2.splat(0.021869488002812), s));
  const c = f64x2.add(f64x2.splat(-0.008863184771191458), f64x2.mul(f64x2.splat(0.003589643755225238), s));
  const high = f64x2.add(c, f64x2.mul(s2, f64x2.splat(-0.0013952767284672706)));
  const rest = f64x2.add(a, f64x2.mul(s2, f64x2.add(b, f64x2.mul(s2, high))));
  return f64x2.mul(r, f64x2.add(f64x2.splat(1), f64x2.mul(s, rest)));
}

/** 1 - tanh(x)^2 = 4 z / (1 + z)^2 of z = e^-2|x|. */
@inline
export function sech264(x: v128): v128 {
  const double = f64x2.pmax(f64x2.mul(v128.or(x, f64x2.splat(-0.0)), f64x2.splat(2)), f64x2.splat(-747));
  // 4 z, not z, is what is rounded where both are near the subnormals.
  const fourfold = expOfNegative64(double, 2);
  const under = f64x2.mul(fourfold, f64x2.add(f64x2.splat(0.5), f64x2.mul(fourfold, f64x2.splat(0.0625))));
  return f64x2.div(fourfold, f64x2.add(f64x2.splat(1), under));
}
