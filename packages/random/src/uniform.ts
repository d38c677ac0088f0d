import type { FloatDType, Shape, Tensor } from "@ngc/tensor";
import { checkNumber, checkOptions, checkShape, empty, newTensor, wrongValue } from "@ngc/tensor/authoring";
import { checkDType } from "./internal/check-dtype.ts";
import { drawTiles } from "./internal/draw-tiles.ts";
import { drawWords } from "./internal/draw-words.ts";
import { asKey, type Key } from "./key.ts";

/** The range and dtype of {@link uniform}. */
export interface UniformOptions<D extends FloatDType = FloatDType> {
  readonly minval?: number;
  readonly maxval?: number;
  readonly dtype?: D;
}

/**
 * Uniform values in [minval, maxval): `minval + m (maxval - minval)`, with `m` from the upper 23 bits of each draw.
 *
 * float32 values equal JAX's on a CPU bit for bit: product and sum are rounded once, and so a value may round up to `maxval`.
 * float64 takes 52 of 64 bits, as JAX does with 64-bit types on. A `maxval` below `minval` gives `minval` everywhere.
 *
 * @param shape - lengths of the axes; `[]`, the default, is a scalar
 * @throws RangeError if `minval`, `maxval` or their difference is not finite in the dtype
 * @example
 * ```ts
 * uniform(key(0), [3]); // => [0.9477, 0.9786, 0.3323]
 * uniform(key(0), [2], { minval: -3, maxval: 2 }); // => [1.7383, 1.8929]
 * ```
 * @python jax.random.uniform
 */
export function uniform<D extends FloatDType = "float32">(
  key: Key,
  shape?: Shape,
  options?: UniformOptions<D>,
): Tensor<NoInfer<D>>;
export function uniform(key: Key, shape: Shape = [], options?: UniformOptions): Tensor {
  const from = asKey("uniform", key);
  const wanted = checkShape("uniform", shape);
  const { minval = 0, maxval = 1, dtype = "float32" } = checkOptions("uniform", options);
  checkNumber("uniform", "minval", minval);
  checkNumber("uniform", "maxval", maxval);
  checkDType("uniform", dtype, ["float32", "float64"]);
  const round = dtype === "float32" ? Math.fround : Number;
  if (!Number.isFinite(round(round(maxval) - round(minval))))
    throw wrongValue("uniform", `minval and maxval must be finite and not too far apart for ${dtype}`, [
      minval,
      maxval,
    ]);
  return newUniform("uniform", from, wanted, dtype, minval, maxval);
}

/** A new tensor of values in [minval, maxval). */
export function newUniform(
  fn: string,
  key: Key,
  shape: Shape,
  dtype: FloatDType,
  minval: number,
  maxval: number,
): Tensor<FloatDType> {
  const drawn = newTensor<FloatDType>(fn, shape, dtype, empty);
  if (drawn.data instanceof Float32Array) fillFloat32(drawn.data, key, minval, maxval);
  else fillFloat64(drawn.data, key, minval, maxval);
  return drawn as Tensor<FloatDType>;
}

/** Fills with values in [minval, maxval). */
export function fillFloat32(values: Float32Array, key: Key, minval: number, maxval: number): Float32Array {
  const low = Math.fround(minval);
  const span = Math.fround(Math.fround(maxval) - low);
  if (span <= 0) return values.fill(low);
  // In double precision the product is exact, so that the value is rounded once as by the fused multiply-add that XLA emits;
  // only where minval is 100 times the span may the double's own rounding show, in one of 2^28 values.
  const step = span * 2 ** -23;
  if (drawTiles(key, "uniform", values, step, low)) return values;
  const words = new Uint32Array(values.buffer);
  drawWords(key, words, 1);
  for (let i = 0; i < values.length; i++) values[i] = (words[i] >>> 9) * step + low;
  return values;
}

function fillFloat64(values: Float64Array, key: Key, minval: number, maxval: number): Float64Array {
  const words = new Uint32Array(values.buffer);
  drawWords(key, words, 2);
  const span = maxval - minval;
  if (span <= 0) return values.fill(minval);
  for (let i = 0; i < values.length; i++) {
    const m = (words[2 * i] * 2 ** 20 + (words[2 * i + 1] >>> 12)) * 2 ** -52;
    values[i] = m * span + minval;
  }
  return values;
}
