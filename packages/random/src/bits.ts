import type { Shape, Tensor } from "@ngc/tensor";
import { checkOptions, checkShape, empty, newTensor } from "@ngc/tensor/authoring";
import { checkDrawDType } from "./internal/check-draw-dtype.ts";
import { drawTiles } from "./internal/draw-tiles.ts";
import { drawWords } from "./internal/draw-words.ts";
import { asKey, type Key } from "./key.ts";

/** The dtypes that {@link bits} fills. */
export type BitsDType = "uint8" | "uint32" | "uint64";

/** The dtype of {@link bits}, uint32 by default. */
export interface BitsOptions<D extends BitsDType = BitsDType> {
  readonly dtype?: D;
}

/**
 * Random bits, each 0 or 1 with equal chance: value `i` is `a ^ b` with `[a, b] = threefry2x32(key, [0, i])`.
 *
 * uint8 holds the low bits of that; uint64 has `a` above `b`, as JAX gives it with 64-bit types on. Equal to JAX bit for bit.
 *
 * @param shape - lengths of the axes; `[]`, the default, is a scalar
 * @throws RangeError if a length in `shape` is no whole number from 0 on, or memory for all of them is not to be had
 * @example
 * ```ts
 * bits(key(0), [3]); // => [4070199207, 4202968722, 1427181096]
 * bits(key(0), [3], { dtype: "uint8" }); // => [167, 146, 40]
 * ```
 * @python jax.random.bits
 */
export function bits<D extends BitsDType = "uint32">(
  key: Key,
  shape?: Shape,
  options?: BitsOptions<D>,
): Tensor<NoInfer<D>>;
export function bits(key: Key, shape: Shape = [], options?: BitsOptions): Tensor {
  const from = asKey("bits", key);
  const wanted = checkShape("bits", shape);
  const { dtype = "uint32" } = checkOptions("bits", options);
  checkDrawDType("bits", dtype, ["uint8", "uint32", "uint64"]);
  const drawn = newTensor<BitsDType>("bits", wanted, dtype, empty);
  const { data } = drawn;
  if (data instanceof BigUint64Array) fillUint64(data, from);
  else if (data instanceof Uint8Array) fillUint8(data, from);
  else drawWords(from, data, 1);
  return drawn as Tensor;
}

function fillUint8(bytes: Uint8Array, key: Key): void {
  if (drawTiles(key, "bytes", bytes)) return;
  const words = empty("uint32", bytes.length);
  drawWords(key, words, 1);
  bytes.set(words);
}

function fillUint64(values: BigUint64Array, key: Key): void {
  const words = new Uint32Array(values.buffer);
  drawWords(key, words, 2);
  const lowFirst = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
  if (lowFirst) {
    for (let i = 0; i < words.length; i += 2) {
      const high = words[i];
      words[i] = words[i + 1];
      words[i + 1] = high;
    }
  }
}
