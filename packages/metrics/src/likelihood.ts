import type { TensorLike } from "@ngc/tensor";
import { checkBelow, checkOptions } from "@ngc/tensor/authoring";
import { categoricalKernel } from "./categorical.kernel.generated.ts";
import { crossEntropyKernel } from "./cross-entropy.kernel.generated.ts";
import { clip, timesLog } from "./internal/logarithm.ts";
import { scoreRows } from "./internal/score-rows.ts";
import type { AsMean, PerRow, RowScores, ScoreOptions } from "./score-options.ts";

/** Options of the likelihoods of probabilities. */
export interface LikelihoodOptions extends ScoreOptions {
  /** Probabilities are clipped to [offset, 1 - offset], so that their logarithms are finite; 1e-7 by default. With 0 they may be infinite. */
  readonly offset?: number;
}

/**
 * Binary cross entropy: the sum of `-(x ln p + (1 - x) ln(1 - p))` over a row, and its mean over rows.
 *
 * The negative log likelihood of independent Bernoulli variables. `p` is clipped to [offset, 1 - offset]; beside float32
 * data these bounds are rounded to float32, as in JAX, so that below an offset of 3e-8 the upper one is 1 and a
 * certain `p` that is wrong scores Infinity.
 *
 * @param p - predicted probabilities of a 1, shape [rows, features]
 * @param x - targets, 0 or 1 (or probabilities), same shape
 * @returns the mean over rows; with `preserveBatch`, each row's score, shape [rows, 1]
 * @throws RangeError if the shapes differ, have not two axes, or are empty, or `offset` lies outside [0, 0.5)
 * @example
 * ```ts
 * measureBCE([[0.5, 0.5]], [[0, 1]]); // => 1.3863
 * measureBCE([[0.9], [0.2]], [[1], [0]], { preserveBatch: true }); // => [[0.1054], [0.2231]]
 * ```
 * @python ngclearn.utils.metric_utils.measure_BCE
 * @python ngclearn.utils.model_utils.measure_BCE
 * @differs Upstream (2.0) gives N x 1 even for `preserve_batch=False` once the flag is passed, which its jit traces; here `false` gives the mean.
 * @differs With an offset of 0 upstream's 0 ln 0 is NaN; here it is 0, its limit.
 */
export function measureBCE<P extends TensorLike, X extends TensorLike>(
  p: P,
  x: X,
  options: LikelihoodOptions & PerRow,
): RowScores<P, X>;
export function measureBCE(p: TensorLike, x: TensorLike, options?: LikelihoodOptions & AsMean): number;
export function measureBCE<P extends TensorLike, X extends TensorLike>(
  p: P,
  x: X,
  options?: LikelihoodOptions,
): number | RowScores<P, X>;
export function measureBCE(
  p: TensorLike,
  x: TensorLike,
  options?: LikelihoodOptions,
): number | RowScores<TensorLike> {
  const offset = offsetOf("measureBCE", options);
  const score = { term: binaryCrossEntropyOf, kernel: crossEntropyKernel, p: offset, q: 1 - offset };
  return scoreRows("measureBCE", { p, x }, options, score);
}

function binaryCrossEntropyOf(p: number, x: number, low: number, high: number): number {
  const clipped = clip(p, low, high);
  // ln(1 - p) of a small p, whose digits 1 - p has lost.
  const zeros = clipped === 1 ? timesLog(1 - x, 0) : (1 - x) * Math.log1p(-clipped);
  return -timesLog(x, clipped) - zeros;
}

/**
 * Negative log likelihood of a categorical variable: the sum of `-x ln p` over a row, and its mean over rows.
 *
 * `p` is clipped to [offset, 1 - offset], by the rule of {@link measureBCE}.
 *
 * @param p - predicted probabilities, shape [rows, classes]
 * @param x - one-hot targets (or probabilities), same shape
 * @returns the mean over rows; with `preserveBatch`, each row's score, shape [rows, 1]
 * @throws RangeError if the shapes differ, have not two axes, or are empty, or `offset` lies outside [0, 0.5)
 * @example
 * ```ts
 * measureCatNLL([[0.7, 0.2, 0.1]], [[1, 0, 0]]); // => 0.3567
 * ```
 * @python ngclearn.utils.metric_utils.measure_CatNLL
 * @python ngclearn.utils.model_utils.measure_CatNLL
 * @differs With an offset of 0 upstream's 0 ln 0 is NaN; here it is 0, its limit.
 */
export function measureCatNLL<P extends TensorLike, X extends TensorLike>(
  p: P,
  x: X,
  options: LikelihoodOptions & PerRow,
): RowScores<P, X>;
export function measureCatNLL(p: TensorLike, x: TensorLike, options?: LikelihoodOptions & AsMean): number;
export function measureCatNLL<P extends TensorLike, X extends TensorLike>(
  p: P,
  x: X,
  options?: LikelihoodOptions,
): number | RowScores<P, X>;
export function measureCatNLL(
  p: TensorLike,
  x: TensorLike,
  options?: LikelihoodOptions,
): number | RowScores<TensorLike> {
  const offset = offsetOf("measureCatNLL", options);
  const score = { term: categoricalOf, kernel: categoricalKernel, p: offset, q: 1 - offset };
  return scoreRows("measureCatNLL", { p, x }, options, score);
}

function categoricalOf(p: number, x: number, low: number, high: number): number {
  return -timesLog(x, clip(p, low, high));
}

function offsetOf(fn: string, options: LikelihoodOptions | undefined): number {
  const { offset = 1e-7 } = checkOptions(fn, options);
  return checkBelow(fn, "offset", offset, 0, 0.5);
}
