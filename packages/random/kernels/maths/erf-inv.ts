/*
 * The steps of packages/random/src/internal/{erf-inv,float32-log}.ts, two values at once: float32 values held in double
 * precision, each result rounded to float32.
 */

@inline
export function rounded(x: v128): v128 {
  return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(x));
}

/** `a x + c`, rounded once. */
@inline
function fused(a: v128, x: v128, c: v128): v128 {
  return rounded(f64x2.add(f64x2.mul(a, x), c));
}

/** log(1 + x) for x near 0. */
@inline
export function log1pNearZero(x: v128): v128 {
  let above = fused(f64x2.splat(4.527000055531971e-5), x, f64x2.splat(0.4985410273075104));
  above = fused(above, x, f64x2.splat(6.578732490539551));
  above = fused(above, x, f64x2.splat(29.91191864013672));
  above = fused(above, x, f64x2.splat(60.949668884277344));
  above = fused(above, x, f64x2.splat(57.11296463012695));
  above = fused(above, x, f64x2.splat(20.039552688598633));
  let below = rounded(f64x2.add(x, f64x2.splat(15.062909126281738)));
  below = fused(below, x, f64x2.splat(83.04756927490234));
  below = fused(below, x, f64x2.splat(221.7624053955078));
  below = fused(below, x, f64x2.splat(309.0987243652344));
  below = fused(below, x, f64x2.splat(216.42788696289062));
  below = fused(below, x, f64x2.splat(60.11865997314453));
  const square = rounded(f64x2.mul(x, x));
  const cubic = rounded(f64x2.mul(rounded(f64x2.mul(square, x)), rounded(f64x2.div(above, below))));
  return rounded(f64x2.add(x, rounded(f64x2.sub(cubic, f64x2.mul(f64x2.splat(0.5), square)))));
}

/** log of a normal float32 above 0. */
@inline
export function log(y: v128): v128 {
  const half = v128.or(
    v128.and(y, i64x2.splat(0x000fffffffffffff)),
    i64x2.splat(0x3fe0000000000000),
  );
  const small = f64x2.lt(half, f64x2.splat(0.7071067690849304));
  // The exponent's bits become the last ones of 2^52.
  const biased = v128.or(i64x2.shr_u(y, 52), i64x2.splat(0x4330000000000000));
  const exponent = f64x2.sub(f64x2.sub(biased, f64x2.splat(4503599627371518)), v128.and(small, f64x2.splat(1)));
  const x = f64x2.add(f64x2.sub(half, f64x2.splat(1)), v128.and(small, half));
  const square = rounded(f64x2.mul(x, x));
  const cube = rounded(f64x2.mul(square, x));
  let a = fused(x, f64x2.splat(0.07037683576345444), f64x2.splat(-0.11514610052108765));
  let b = fused(x, f64x2.splat(-0.12420140951871872), f64x2.splat(0.14249323308467865));
  let c = fused(x, f64x2.splat(0.2000071406364441), f64x2.splat(-0.24999994039535522));
  a = fused(a, x, f64x2.splat(0.11676998436450958));
  b = fused(b, x, f64x2.splat(-0.16668057441711426));
  c = fused(c, x, f64x2.splat(0.3333333134651184));
  a = fused(a, cube, b);
  a = fused(a, cube, c);
  a = fused(a, cube, rounded(f64x2.mul(exponent, f64x2.splat(-0.00021219444170128554))));
  const rest = rounded(f64x2.sub(x, f64x2.mul(f64x2.splat(0.5), square)));
  return fused(exponent, f64x2.splat(0.693359375), rounded(f64x2.add(rest, a)));
}

/** erfinv(u) / u from w = -log(1 - u u), where that is less than 5. */
@inline
export function center(w: v128): v128 {
  const x = rounded(f64x2.sub(w, f64x2.splat(2.5)));
  let p = fused(f64x2.splat(2.810226362726098e-8), x, f64x2.splat(3.432739390518691e-7));
  p = fused(p, x, f64x2.splat(-3.523387704262859e-6));
  p = fused(p, x, f64x2.splat(-4.391506536194356e-6));
  p = fused(p, x, f64x2.splat(2.1858086984138936e-4));
  p = fused(p, x, f64x2.splat(-1.253725029528141e-3));
  p = fused(p, x, f64x2.splat(-4.177681636065245e-3));
  p = fused(p, x, f64x2.splat(0.24664072692394257));
  return fused(p, x, f64x2.splat(1.5014094114303589));
}

/** The same for one w of 5 or more. */
export function tail(w: f64): f64 {
  const x: f64 = <f32>(<f64>(<f32>sqrt<f64>(w)) - 3);
  let p: f64 = <f32>(-2.002142573473975e-4 * x + 1.009505576803349e-4);
  p = <f32>(p * x + 1.3493432197719812e-3);
  p = <f32>(p * x - 3.673428436741233e-3);
  p = <f32>(p * x + 5.739507731050253e-3);
  p = <f32>(p * x - 7.622461300343275e-3);
  p = <f32>(p * x + 9.43887047469616e-3);
  p = <f32>(p * x + 1.0016740560531616);
  return <f32>(p * x + 2.832976818084717);
}
