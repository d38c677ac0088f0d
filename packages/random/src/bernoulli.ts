import type { Shape, Tensor, TensorLike } from "@ngc/tensor";
import {
  asNumeric,
  broadcastTo,
  checkShape,
  checkWithin,
  empty,
  newTensor,
  showShape,
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
    return hitsBelow(from, wanted, [p], 0);
  }
  const chances = asNumeric("bernoulli", "p", p);
  for (const chance of chances.data) checkWithin("bernoulli", "each p", chance, 0, 1);
  const wanted = checkShape("bernoulli", shape === undefined ? chances.shape : shape);
  checkBroadcasts(chances.shape, wanted);
  return hitsBelow(from, wanted, broadcastTo(chances, wanted).data, 1);
}

/** For each value whether the uniform value is below its chance; `step` is 0 where all share one chance. */
function hitsBelow(key: Key, shape: Shape, chances: ArrayLike<number>, step: 0 | 1): Tensor<"bool"> {
  const drawn = newTensor("bernoulli", shape, "bool", empty);
  const hits = drawn.data;
  // 23 bits of a word make the uniform value, which is compared as a whole number with p 2^23.
  if (step === 0 && drawTiles(key, "hits", hits, Math.ceil(Math.fround(chances[0]) * 2 ** 23))) return drawn;
  const words = empty("uint32", hits.length);
  drawWords(key, words, 1);
  for (let i = 0; i < hits.length; i++)
    hits[i] = words[i] >>> 9 < Math.fround(chances[step * i]) * 2 ** 23 ? 1 : 0;
  return drawn;
}

function checkBroadcasts(from: Shape, to: Shape): void {
  const missing = to.length - from.length;
  if (missing < 0 || from.some((length, axis) => length !== 1 && length !== to[axis + missing]))
    throw wrongValue("bernoulli", `shape must be one that p's shape ${showShape(from)} broadcasts to`, to);
}
