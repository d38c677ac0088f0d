// The float32 logarithms that XLA emits for a CPU: Cephes' approximations, with every `a b + c` one fused multiply-add.
// Bit for bit, because a product of float32 values is exact in double precision: rounding the sum to float32 is the fusion.
// Constants are float32 values, written in full.

/** `log` of a float32 above 0, given as its bits; -Infinity below the least normal number, which XLA takes for 0. */
export function logOfBits(bits: number): number {
  if (bits < 0x00800000) return Number.NEGATIVE_INFINITY;
  let exponent = (bits >>> 23) - 126;
  const mantissa = ((bits & 0x007fffff) | 0x00800000) * 2 ** -24;
  let x = mantissa - 1;
  if (mantissa < 0.7071067690849304) {
    exponent -= 1;
    x += mantissa;
  }
  const square = Math.fround(x * x);
  const cube = Math.fround(square * x);
  let a = Math.fround(x * 0.07037683576345444 - 0.11514610052108765);
  let b = Math.fround(x * -0.12420140951871872 + 0.14249323308467865);
  let c = Math.fround(x * 0.2000071406364441 - 0.24999994039535522);
  a = Math.fround(a * x + 0.11676998436450958);
  b = Math.fround(b * x - 0.16668057441711426);
  c = Math.fround(c * x + 0.3333333134651184);
  a = Math.fround(a * cube + b);
  a = Math.fround(a * cube + c);
  a = Math.fround(a * cube + Math.fround(exponent * -0.00021219444170128554));
  x = Math.fround(x - 0.5 * square);
  return Math.fround(Math.fround(x + a) + exponent * 0.693359375);
}

/** `log(1 + x)` for a float32 `x` in (1 - sqrt(2), sqrt(2) - 1), where XLA does not take the logarithm of the sum. */
export function log1pNearZero(x: number): number {
  let above = Math.fround(4.527000055531971e-5 * x + 0.4985410273075104);
  above = Math.fround(above * x + 6.578732490539551);
  above = Math.fround(above * x + 29.91191864013672);
  above = Math.fround(above * x + 60.949668884277344);
  above = Math.fround(above * x + 57.11296463012695);
  above = Math.fround(above * x + 20.039552688598633);
  let below = Math.fround(x + 15.062909126281738);
  below = Math.fround(below * x + 83.04756927490234);
  below = Math.fround(below * x + 221.7624053955078);
  below = Math.fround(below * x + 309.0987243652344);
  below = Math.fround(below * x + 216.42788696289062);
  below = Math.fround(below * x + 60.11865997314453);
  const square = Math.fround(x * x);
  const cubic = Math.fround(Math.fround(square * x) * Math.fround(above / below));
  return Math.fround(x + Math.fround(cubic - 0.5 * square));
}
