import type { NumericDType, Shape, Tensor, TensorLike } from "@ngc/tensor";
import {
  asNumeric,
  checkShape,
  checkWithin,
  makeTensor,
  showShape,
  sizeOf,
  wrongValue,
} from "@ngc/tensor/authoring";
import { drawTiles } from "./internal/draw-tiles.ts";
import { drawWords } from "./internal/draw-words.ts";
import { asKey, type Key } from "./key.ts";

/**
 * True with probability `p`, else false: `uniform(key, shape) < p`, with `p` rounded to float32 as JAX rounds it.
 *
 * @param p - a probability, or a tensor of them that broadcasts to `shape`
 * @param shape - lengths of the axes; by default those of `p`, a scalar for a number
 * @throws RangeError if a probability is not in [0, 1], or if `p` does not broadcast to `shape`
 * @example
 * ```ts
 * bernoulli(key(0), 0.5, [4]); // => [0, 0, 1, 1]
 * bernoulli(key(0), [[0], [1]], [2, 3]); // => [[0, 0, 0], [1, 1, 1]]
 * ```
 * @python jax.random.bernoulli
 */
export function bernoulli(key: Key, p: number | TensorLike, shape?: Shape): Tensor<"bool"> {
  const from = asKey("bernoulli", key);
  if (typeof p === "number") {
    checkWithin("bernoulli", "p", p, 0, 1);
    const wanted = checkShape("bernoulli", shape === undefined ? [] : shape);
    return makeTensor(hitsBelow(from, sizeOf(wanted), [p], 0), wanted, "bool");
  }
  const chances = asNumeric("bernoulli", "p", p);
  for (const chance of chances.data) checkWithin("bernoulli", "each p", chance, 0, 1);
  const wanted = checkShape("bernoulli", shape === undefined ? chances.shape : shape);
  return makeTensor(hitsBelow(from, sizeOf(wanted), spread(chances, wanted), 1), wanted, "bool");
}

/** For each value whether the uniform value is below its chance; `step` is 0 where all share one chance. */
function hitsBelow(key: Key, count: number, chances: ArrayLike<number>, step: 0 | 1): Uint8Array {
  const hits = new Uint8Array(count);
  // 23 bits of a word make the uniform value, which is compared as a whole number with p 2^23.
  if (step === 0 && drawTiles(key, "hits", hits, Math.ceil(Math.fround(chances[0]) * 2 ** 23))) return hits;
  const words = new Uint32Array(count);
  drawWords(key, words, 1);
  for (let i = 0; i < count; i++) hits[i] = words[i] >>> 9 < Math.fround(chances[step * i]) * 2 ** 23 ? 1 : 0;
  return hits;
}

/** The chances that stand at the places of `shape`: those of an axis of length 1, or of none, are repeated along it. */
function spread({ data, shape: from }: Tensor<NumericDType>, shape: Shape): ArrayLike<number> {
  const own = [...new Array<number>(Math.max(0, shape.length - from.length)).fill(1), ...from];
  if (own.length !== shape.length || own.some((length, axis) => length !== 1 && length !== shape[axis]))
    throw wrongValue("bernoulli", `shape must be one that p's shape ${showShape(from)} broadcasts to`, shape);
  let spread: ArrayLike<number> = data;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (own[axis] !== shape[axis]) spread = repeat(spread, sizeOf(shape.slice(axis + 1)), shape[axis]);
  }
  return spread;
}

/** Each `width` values so many times, as float32, to which chances are rounded. */
function repeat(values: ArrayLike<number>, width: number, times: number): Float32Array {
  const repeated = new Float32Array(values.length * times);
  let to = 0;
  for (let from = 0; from < values.length; from += width) {
    for (let time = 0; time < times; time++) {
      for (let i = 0; i < width; i++) repeated[to++] = values[from + i];
    }
  }
  return repeated;
}
