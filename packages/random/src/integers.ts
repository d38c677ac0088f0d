import type { Shape, Tensor } from "@ngc/tensor";
import { checkOptions, checkShape, checkWhole, empty, newTensor } from "@ngc/tensor/authoring";
import { checkDrawDType } from "./internal/check-draw-dtype.ts";
import { drawWords } from "./internal/draw-words.ts";
import { asKey, type Key } from "./key.ts";
import { split } from "./split.ts";

/** The dtypes that {@link randint} fills. */
export type IntegerDType = "int32" | "uint32" | "uint8";

/** The dtype of {@link randint}, int32 by default. */
export interface RandintOptions<D extends IntegerDType = IntegerDType> {
  readonly dtype?: D;
}

/** The least value of a dtype, and the least above it. */
const LIMITS: { readonly [D in IntegerDType]: readonly [number, number] } = {
  int32: [-(2 ** 31), 2 ** 31],
  uint32: [0, 2 ** 32],
  uint8: [0, 2 ** 8],
};

/**
 * Whole numbers in [minval, maxval): `minval + draw mod (maxval - minval)`, JAX's numbers for the key.
 *
 * A `maxval` that is not above `minval` gives `minval` everywhere, as in JAX. Like JAX's, the remainder of a 32-bit draw
 * favours some values by up to `(maxval - minval) / 2^32` of their chance when the span is no power of two.
 *
 * @param minval - a whole number that the dtype holds
 * @param maxval - a whole number that the dtype holds, or the one above its largest
 * @throws RangeError if the dtype does not hold `minval` or `maxval - 1`
 * @example
 * ```ts
 * randint(key(0), [5], 0, 10); // => [9, 0, 2, 3, 1]
 * ```
 * @python jax.random.randint
 */
export function randint<D extends IntegerDType = "int32">(
  key: Key,
  shape: Shape,
  minval: number,
  maxval: number,
  options?: RandintOptions<D>,
): Tensor<NoInfer<D>>;
export function randint(
  key: Key,
  shape: Shape,
  minval: number,
  maxval: number,
  options?: RandintOptions,
): Tensor {
  const from = asKey("randint", key);
  const wanted = checkShape("randint", shape);
  const { dtype = "int32" } = checkOptions("randint", options);
  checkDrawDType("randint", dtype, Object.keys(LIMITS));
  const [least, above] = LIMITS[dtype];
  checkWhole("randint", "minval", minval, least, above - 1);
  checkWhole("randint", "maxval", maxval, least, above);
  const drawn = newTensor<IntegerDType>("randint", wanted, dtype, empty);
  fillIntegers(from, drawn.data, minval, maxval);
  return drawn as Tensor;
}

function fillIntegers(
  key: Key,
  values: Int32Array | Uint32Array | Uint8Array,
  minval: number,
  maxval: number,
): void {
  const span = Math.max(1, maxval - minval);
  const [highKey, lowKey] = split(key);
  const low = empty("uint32", values.length);
  drawWords(lowKey, low, 1);
  if (span === 2 ** 32) {
    for (let i = 0; i < low.length; i++) values[i] = low[i] + minval;
    return;
  }
  // The two draws are one number of 64 bits, high 2^32 + low. JAX takes 2^32 mod span from a square
  // that wraps to 0 for spans above 2^16 and is 0 for powers of two: there the high draw does not count.
  const inverse = 1 / span;
  const half = 2 ** 16 % span;
  const weight = remainder(Math.imul(half, half) >>> 0, span, inverse);
  if (weight === 0) {
    for (let i = 0; i < low.length; i++) values[i] = remainder(low[i], span, inverse) + minval;
    return;
  }
  const high = empty("uint32", values.length);
  drawWords(highKey, high, 1);
  for (let i = 0; i < low.length; i++) {
    const scaled = Math.imul(remainder(high[i], span, inverse), weight);
    const sum = (scaled + remainder(low[i], span, inverse)) >>> 0;
    values[i] = remainder(sum, span, inverse) + minval;
  }
}

/** `x mod span` for whole numbers up to 2^32: rounding may leave the quotient one short. 3 ns, where `%` takes 11. */
function remainder(x: number, span: number, inverse: number): number {
  const rest = x - Math.floor(x * inverse) * span;
  return rest === span ? 0 : rest;
}
