import type { DTypeOf, Shape, Tensor, TensorLike } from "@ngc/tensor";
import {
  asRank,
  asTensor,
  checkFlag,
  checkOptions,
  checkShape,
  checkWhole,
  empty,
  makeTensor,
  sizeOf,
  takeRows,
  wrongValue,
} from "@ngc/tensor/authoring";
import { randint } from "./integers.ts";
import { blockSums } from "./internal/block-sums.ts";
import { drawOrder } from "./internal/draw-order.ts";
import { fillFloat32 } from "./internal/fill-uniform.ts";
import { logOfBits } from "./internal/float32-log.ts";
import { stableOrder } from "./internal/stable-order.ts";
import { asKey, type Key } from "./key.ts";

/** How {@link choice} draws. */
export interface ChoiceOptions {
  /** Whether a thing may be drawn more than once; true by default. */
  readonly replace?: boolean;
  /** A weight for each thing, by default equal. Their sum need not be 1. */
  readonly p?: TensorLike;
}

/**
 * Draws from 0 … a - 1, or from the rows of a tensor: JAX's choices for the key.
 *
 * @param a - how many things there are, or a tensor whose rows they are
 * @param shape - how many to draw, by axes; `[]`, the default, is one
 * @throws RangeError if there is nothing to draw from, if more are drawn than there are (with weights: than have one
 * above 0) without replacement, or if `p` has another length, a negative, NaN or infinite entry, or none above 0
 * @example
 * ```ts
 * choice(key(0), 5, [4]); // => [4, 0, 2, 3]
 * choice(key(0), 5, [5], { replace: false }); // => [0, 1, 4, 3, 2]
 * choice(key(0), [10, 20, 30], [2], { p: [0, 1, 0] }); // => [20, 20]
 * ```
 * @python jax.random.choice
 */
export function choice(key: Key, a: number, shape?: Shape, options?: ChoiceOptions): Tensor<"int32">;
export function choice<X extends TensorLike>(
  key: Key,
  a: X,
  shape?: Shape,
  options?: ChoiceOptions,
): Tensor<DTypeOf<X>>;
export function choice(key: Key, a: number | TensorLike, shape?: Shape, options?: ChoiceOptions): Tensor;
export function choice(key: Key, a: number | TensorLike, shape: Shape = [], options?: ChoiceOptions): Tensor {
  const from = asKey("choice", key);
  const rows = typeof a === "number" ? undefined : asTensor("choice", "a", a);
  if (rows?.shape.length === 0) throw wrongValue("choice", "a must have at least one axis", a);
  const count = rows?.shape[0] ?? checkWhole("choice", "a", a, 0, 2 ** 31 - 1);
  const wanted = checkShape("choice", shape);
  const { replace = true, p } = checkOptions("choice", options);
  checkFlag("choice", "replace", replace);
  const draws = sizeOf(wanted);
  const weights = p === undefined ? undefined : checkWeights(p, count, replace ? Math.min(draws, 1) : draws);
  if (draws > 0 && count === 0) throw wrongValue("choice", "a must hold something to draw from", a);
  if (!replace && draws > count)
    throw wrongValue("choice", `shape must hold at most ${count} draws without replacement`, wanted);
  const drawn = drawIndices(from, count, draws, replace, weights);
  return rows === undefined ? makeTensor(drawn, wanted, "int32") : takeRows("choice", rows, drawn, wanted);
}

function checkWeights(p: TensorLike, count: number, needed: number): Float32Array {
  const weights = Float32Array.from(asRank("choice", "p", p, 1).data);
  if (weights.length !== count)
    throw wrongValue("choice", `p must hold ${count} weights, one for each of a`, p);
  let positive = 0;
  let sum = 0;
  for (const weight of weights) {
    if (!(weight >= 0)) throw wrongValue("choice", "p must hold weights of at least 0", weight);
    if (weight > 0) positive++;
    sum += weight;
  }
  if (!Number.isFinite(Math.fround(sum))) throw wrongValue("choice", "p must have a finite sum", sum);
  if (positive < needed)
    throw wrongValue("choice", `p must hold ${needed} or more weights above 0`, positive);
  return weights;
}

function drawIndices(
  key: Key,
  count: number,
  draws: number,
  replace: boolean,
  weights: Float32Array | undefined,
): Int32Array {
  if (draws === 0) return new Int32Array(0);
  if (weights === undefined)
    return replace ? randint(key, [draws], 0, count).data : drawOrder(key, count).slice(0, draws);
  return replace ? drawWeighted(key, weights, draws) : drawLargest(key, weights).slice(0, draws);
}

/** For each uniform value the first entry of the cumulated weights that reaches it. */
function drawWeighted(key: Key, weights: Float32Array, draws: number): Int32Array {
  const sums = blockSums(weights);
  const total = sums[sums.length - 1];
  const drawn = new Int32Array(draws);
  const uniforms = fillFloat32(empty("float32", draws), key, 0, 1);
  // JAX's number of halvings. Rounding can leave the sums out of order by an ulp, and then the path of the search decides.
  const levels = 32 - Math.clz32(sums.length);
  for (let i = 0; i < draws; i++) {
    const reach = Math.fround(total * Math.fround(1 - uniforms[i]));
    let low = 0;
    let high = sums.length;
    for (let level = 0; level < levels; level++) {
      const middle = low + ((high - low) >>> 1);
      if (reach <= sums[middle]) high = middle;
      else low = middle;
    }
    drawn[i] = high;
  }
  return drawn;
}

/** All things by descending `log p` plus Gumbel noise: a draw without replacement, the heaviest first most often. */
function drawLargest(key: Key, weights: Float32Array): Int32Array {
  const scores = fillFloat32(empty("float32", weights.length), key, 2 ** -126, 1);
  const bits = new Uint32Array(scores.buffer);
  const weightBits = new Uint32Array(weights.buffer);
  for (let i = 0; i < scores.length; i++) {
    // Stored in between, as float32, because the next logarithm reads its bits.
    scores[i] = -logOfBits(bits[i]);
    scores[i] = logOfBits(weightBits[i]) - logOfBits(bits[i]);
  }
  // Read as whole numbers, the bits of positive float32 ascend with the value and those of negative ones descend; with the low
  // 31 bits of the positive ones inverted, all descend.
  for (let i = 0; i < bits.length; i++) bits[i] = bits[i] >>> 31 === 0 ? ~(bits[i] | 0x80000000) : bits[i];
  const order = new Int32Array(weights.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return stableOrder(bits, order);
}
