import type { TensorLike } from "@ngc/tensor";
import { divergenceKernel } from "./divergence.kernel.generated.ts";
import { clip } from "./internal/logarithm.ts";
import { scoreRows } from "./internal/score-rows.ts";
import type { AsMean, PerRow, RowScores, ScoreOptions } from "./score-options.ts";

/**
 * Kullback-Leibler divergence of `pXHat` from `pX`: the sum of `pX (ln pX - ln pXHat)` over a row, and its mean over rows.
 *
 * In nats. Both are clipped to [1e-6, 1 - 1e-6] and not normalised again, so that the score of a row that is clipped
 * may lie below 0, by at most 1e-6 a class. Not symmetric: `pX` is what the data follow, `pXHat` the model.
 *
 * @param pXHat - predicted probabilities, shape [rows, classes]
 * @param pX - true probabilities, same shape
 * @returns the mean over rows; with `preserveBatch`, each row's score, shape [rows, 1]
 * @throws RangeError if the shapes differ, have not two axes, or are empty
 * @example
 * ```ts
 * measureKLD([[0.5, 0.5]], [[0.9, 0.1]]); // => 0.3681
 * measureKLD([[0.9, 0.1]], [[0.5, 0.5]]); // => 0.5108
 * ```
 * @python ngclearn.utils.metric_utils.measure_KLD
 * @python ngclearn.utils.model_utils.measure_KLD
 * @differs Upstream's code divides each row's score by its number of columns; here, as in its documentation, only the rows are averaged.
 */
export function measureKLD<P extends TensorLike, Q extends TensorLike>(
  pXHat: P,
  pX: Q,
  options: ScoreOptions & PerRow,
): RowScores<P, Q>;
export function measureKLD(pXHat: TensorLike, pX: TensorLike, options?: ScoreOptions & AsMean): number;
export function measureKLD<P extends TensorLike, Q extends TensorLike>(
  pXHat: P,
  pX: Q,
  options?: ScoreOptions,
): number | RowScores<P, Q>;
export function measureKLD(
  pXHat: TensorLike,
  pX: TensorLike,
  options?: ScoreOptions,
): number | RowScores<TensorLike> {
  const score = { term: divergenceOf, kernel: divergenceKernel, p: 1e-6, q: 1 - 1e-6 };
  return scoreRows("measureKLD", { pXHat, pX }, options, score);
}

function divergenceOf(pXHat: number, pX: number, low: number, high: number): number {
  const p = clip(pX, low, high);
  // One logarithm instead of two, and exactly 0 for equal probabilities.
  return p * Math.log(p / clip(pXHat, low, high));
}
