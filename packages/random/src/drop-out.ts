import type { ArrayOf, FloatDType, NumericDType, Out, Tensor, TensorLike } from "@ngc/tensor";
import {
  asNumeric,
  checkNumber,
  checkOptions,
  empty,
  floatOf,
  floatsOf,
  newTensor,
  TILE,
  wrongValue,
} from "@ngc/tensor/authoring";
import { loadThreefry } from "./internal/draw-tiles.ts";
import { fillFloat32 } from "./internal/fill-uniform.ts";
import { asKey, type Key } from "./key.ts";

/** The share of entries that {@link dropOut} sets to zero, 0 by default. */
export interface DropOutOptions {
  readonly rate?: number;
}

/**
 * `[input mask, mask]`, with `mask` `1 / (1 - rate)` where `uniform(key) <= 1 - rate`, else 0.
 *
 * The entries kept are scaled so that the expected output is the input. Which are kept depends on the key and the
 * shape only. `input` itself is not changed; a dropped NaN or Infinity is NaN, as 0 times it is.
 *
 * @param options - `rate`, in [0, 1), is 0 by default
 * @throws RangeError if `rate` is not in [0, 1)
 * @example
 * ```ts
 * dropOut(key(0), [1, 2, 3, 4], { rate: 0.5 })[0]; // => [0, 0, 6, 8]
 * dropOut(key(0), [1, 2, 3, 4], { rate: 0.5 })[1]; // => [0, 0, 2, 2]
 * ```
 * @python ngclearn.utils.model_utils.drop_out
 * @differs Upstream's documentation calls the mask binary; its code scales it, and so does this, so that input times mask is the output.
 */
export function dropOut<X extends TensorLike>(
  key: Key,
  input: X,
  options?: DropOutOptions,
): [output: Out<X>, mask: Out<X>];
export function dropOut(
  key: Key,
  input: TensorLike,
  options?: DropOutOptions,
): [Out<TensorLike>, Out<TensorLike>] {
  const from = asKey("dropOut", key);
  const x = asNumeric("dropOut", "input", input);
  const { rate = 0 } = checkOptions("dropOut", options);
  checkNumber("dropOut", "rate", rate);
  if (rate < 0 || Math.fround(rate) >= 1) throw wrongValue("dropOut", "rate must lie in [0, 1)", rate);
  const kept = Math.fround(1 - Math.fround(rate));
  const scale = Math.fround(1 / kept);
  const dtype = floatOf(x.dtype);
  const mask = newTensor<FloatDType>("dropOut", x.shape, dtype, empty);
  const output = newTensor<FloatDType>("dropOut", x.shape, dtype, empty);
  const inTiles =
    output.data instanceof Float32Array &&
    dropTiles(from, kept, scale, x.data, output.data, mask.data as Float32Array);
  if (!inTiles) {
    const values = floatsOf(x);
    const uniforms = fillFloat32(empty("float32", x.data.length), from, 0, 1);
    for (let i = 0; i < uniforms.length; i++) {
      mask.data[i] = uniforms[i] <= kept ? scale : 0;
      output.data[i] = values[i] * mask.data[i];
    }
  }
  return [output, mask] as [Tensor<FloatDType>, Tensor<FloatDType>];
}

/** `output` and `mask` by the kernel, a tile at a time; false where there is none. */
function dropTiles(
  key: Key,
  kept: number,
  scale: number,
  x: ArrayOf[NumericDType],
  output: Float32Array,
  mask: Float32Array,
): boolean {
  const kernel = loadThreefry(key, x.length);
  if (kernel === undefined) return false;
  const { room, functions } = kernel;
  const [key0, key1] = key.words;
  for (let start = 0; start < x.length; start += TILE) {
    const count = Math.min(TILE, x.length - start);
    room.set(x.subarray(start, start + count), 2 * TILE);
    functions.dropOut(count, key0, key1, start, kept, scale);
    mask.set(room.subarray(0, count), start);
    output.set(room.subarray(TILE, TILE + count), start);
  }
  return true;
}
