import { loadKernel, TILE } from "@ngc/tensor/authoring";
import { normalKernel } from "../normal.kernel.generated.ts";
import { WORTHWHILE } from "./draw-tiles.ts";
import { log1pNearZero, logOfBits } from "./float32-log.ts";

// Polynomials of M. Giles, "Approximating the erfinv function" (GPU Computing Gems 2, 2010), the ones that XLA has too.

/**
 * `sqrt(2) erfinv(u)` of each value, in place, for float32 values in (-1, 1): in the steps in which XLA takes it, so that the
 * bits are JAX's. Like the logarithms, all in float32 with fused multiply-adds.
 */
export function toNormal(values: Float32Array): void {
  const kernel = values.length < WORTHWHILE ? undefined : loadKernel(normalKernel, 2);
  if (kernel === undefined) {
    toNormalOneByOne(values);
    return;
  }
  const { room, functions } = kernel;
  // The kernel works in double precision.
  const most = TILE / 2;
  for (let start = 0; start < values.length; start += most) {
    const count = Math.min(most, values.length - start);
    room.set(values.subarray(start, start + count), 2 * TILE);
    functions.normal(count);
    values.set(room.subarray(0, count), start);
  }
}

function toNormalOneByOne(values: Float32Array): void {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const root = Math.fround(Math.SQRT2);
  for (let i = 0; i < values.length; i++) {
    const u = values[i];
    const square = Math.fround(u * u);
    let w: number;
    if (square < 0.41421353816986084) {
      w = -log1pNearZero(-square);
    } else {
      values[i] = 1 - square;
      w = -logOfBits(bits[i]);
    }
    values[i] = root * Math.fround((w < 5 ? center(w) : tail(w)) * u);
  }
}

function center(w: number): number {
  const x = Math.fround(w - 2.5);
  let p = Math.fround(2.810226362726098e-8 * x + 3.432739390518691e-7);
  p = Math.fround(p * x - 3.523387704262859e-6);
  p = Math.fround(p * x - 4.391506536194356e-6);
  p = Math.fround(p * x + 2.1858086984138936e-4);
  p = Math.fround(p * x - 1.253725029528141e-3);
  p = Math.fround(p * x - 4.177681636065245e-3);
  p = Math.fround(p * x + 0.24664072692394257);
  return Math.fround(p * x + 1.5014094114303589);
}

function tail(w: number): number {
  const x = Math.fround(Math.fround(Math.sqrt(w)) - 3);
  let p = Math.fround(-2.002142573473975e-4 * x + 1.009505576803349e-4);
  p = Math.fround(p * x + 1.3493432197719812e-3);
  p = Math.fround(p * x - 3.673428436741233e-3);
  p = Math.fround(p * x + 5.739507731050253e-3);
  p = Math.fround(p * x - 7.622461300343275e-3);
  p = Math.fround(p * x + 9.43887047469616e-3);
  p = Math.fround(p * x + 1.0016740560531616);
  return Math.fround(p * x + 2.832976818084717);
}

// Highest power first.
const CENTER = [
  -3.64441206401782e-21, -1.6850591381820166e-19, 1.28584807152564e-18, 1.1157877678025181e-17,
  -1.333171662854621e-16, 2.0972767875968562e-17, 6.637638134358324e-15, -4.054566272975207e-14,
  -8.151934197605472e-14, 2.6335093153082323e-12, -1.2975133253453532e-11, -5.415412054294628e-11,
  1.0512122733215323e-9, -4.112633980346984e-9, -2.9070369957882005e-8, 4.2347877827932404e-7,
  -1.3654692000834679e-6, -1.3882523362786469e-5, 0.00018673420803405714, -0.000740702534166267,
  -0.006033670871430149, 0.24015818242558962, 1.6536545626831027,
];
const FLANK = [
  2.2137376921775787e-9, 9.075656193888539e-8, -2.7517406297064545e-7, 1.8239629214389228e-8,
  1.5027403968909828e-6, -4.013867526981546e-6, 2.9234449089955446e-6, 1.2475304481671779e-5,
  -4.7318229009055734e-5, 6.828485145957318e-5, 2.4031110387097894e-5, -0.0003550375203628475,
  0.0009532893797373805, -0.0016882755560235047, 0.002491442096107851, -0.003751208507569241,
  0.005370914553590064, 1.0052589676941592, 3.0838856104922208,
];
const TAIL = [
  -2.7109920616438573e-11, -2.555641816996525e-10, 1.5076572693500548e-9, -3.789465440126737e-9,
  7.61570120807834e-9, -1.496002662714924e-8, 2.914795345090108e-8, -6.771199775845234e-8,
  2.2900482228026655e-7, -9.9298272942317e-7, 4.526062597223154e-6, -1.968177810553167e-5,
  7.599527703001776e-5, -0.00021503011930044477, -0.00013871931833623122, 1.0103004648645344,
  4.849906401408584,
];

/** The inverse error function of a number in (-1, 1), to double precision. */
export function erfInv(u: number): number {
  // As a product of exact factors; 1 - u u would lose the digits that matter near -1 and 1.
  const w = -Math.log((1 - u) * (1 + u));
  if (w < 6.25) return u * polynomial(CENTER, w - 3.125);
  if (w < 16) return u * polynomial(FLANK, Math.sqrt(w) - 3.25);
  return u * polynomial(TAIL, Math.sqrt(w) - 5);
}

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let i = 0; i < coefficients.length; i++) value = value * x + coefficients[i];
  return value;
}
