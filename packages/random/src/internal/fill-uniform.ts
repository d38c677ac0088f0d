import type { FloatDType, Shape, Tensor } from "@ngc/tensor";
import { empty, newTensor } from "@ngc/tensor/authoring";
import type { Key } from "../key.ts";
import { drawTiles } from "./draw-tiles.ts";
import { drawWords } from "./draw-words.ts";

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
