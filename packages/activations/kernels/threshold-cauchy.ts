import { endOf, TILE } from "@tooling/kernels/assembly/tile";

/** As the plain path has it. */
@inline
function lostByRoot(x: f64, root: f64): f64 {
  if (root == 0) return 0;
  const scale: f64 = x < 1 ? 1.2676506002282294e30 : 7.888609052210118e-31;
  const r = root * scale;
  const part = r * 134217729;
  const high = part - (part - r);
  const low = r - high;
  return (x * scale * scale - high * high - 2 * high * low - low * low) / (2 * r * scale);
}

@inline
function thresholdCauchyOf<T>(n: i32, lmbda: T): void {
  // The edge in two parts: near it, |x| - edge is what is left of the digits.
  const edge = Math.sqrt(<f64>lmbda);
  const high = <T>edge;
  const low = <T>(edge - <f64>high + lostByRoot(<f64>lmbda, edge));
  for (let at = TILE, end = endOf<T>(n); at < end; at += 16) {
    const x = v128.load(at);
    const sign = v128.and(x, v128.splat<T>(-0.0));
    const size = v128.xor(x, sign);
    const past = v128.sub<T>(v128.sub<T>(size, v128.splat<T>(high)), v128.splat<T>(low));
    const beyond = v128.pmax<T>(past, v128.splat<T>(0));
    const root = v128.mul<T>(v128.sqrt<T>(beyond), v128.sqrt<T>(v128.add<T>(size, v128.splat<T>(high))));
    // Infinity less Infinity is lost here: pmax takes the 0.
    const lost = v128.mul<T>(v128.pmax<T>(v128.splat<T>(0), v128.sub<T>(size, root)), v128.splat<T>(0.5));
    const left = v128.sub<T>(size, lost);
    // 0, and not -0, below the threshold.
    v128.store(at, v128.andnot(v128.or(left, sign), v128.lt<T>(size, v128.splat<T>(lmbda))));
  }
}

/** Largest error 1.73 ulp. */
export function thresholdCauchy(n: i32, lmbda: f32): void { thresholdCauchyOf<f32>(n, lmbda); }
export function thresholdCauchyFloat64(n: i32, lmbda: f64): void { thresholdCauchyOf<f64>(n, lmbda); }
