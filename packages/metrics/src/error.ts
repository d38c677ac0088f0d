import type { TensorLike } from "@ngc/tensor";
import { errorKernel } from "./error.kernel.generated.ts";
import { scoreRows } from "./internal/score-rows.ts";
import type { AsMean, PerRow, RowScores, ScoreOptions } from "./score-options.ts";

/**
 * Squared error: the sum of `(mu - x)^2` over a row, and its mean over rows.
 *
 * Summed, not averaged, over a row's features: up to a constant it is twice the negative log likelihood of a Gaussian
 * of variance 1, and it grows with the number of features.
 *
 * @param mu - predictions, shape [rows, features]
 * @param x - targets, same shape
 * @returns the mean over rows; with `preserveBatch`, each row's score, shape [rows, 1]
 * @throws RangeError if the shapes differ, have not two axes, or are empty
 * @example
 * ```ts
 * measureMSE([[1, 2], [3, 4]], [[1, 0], [0, 0]]); // => 14.5
 * measureMSE([[1, 2], [3, 4]], [[1, 0], [0, 0]], { preserveBatch: true }); // => [[4], [25]]
 * ```
 * @python ngclearn.utils.metric_utils.measure_MSE
 * @python ngclearn.utils.model_utils.measure_MSE
 * @differs Upstream (2.0) gives N x 1 even for `preserve_batch=False` once the flag is passed, which its jit traces; here `false` gives the mean.
 */
export function measureMSE<M extends TensorLike, X extends TensorLike>(
  mu: M,
  x: X,
  options: ScoreOptions & PerRow,
): RowScores<M, X>;
export function measureMSE(mu: TensorLike, x: TensorLike, options?: ScoreOptions & AsMean): number;
export function measureMSE<M extends TensorLike, X extends TensorLike>(
  mu: M,
  x: X,
  options?: ScoreOptions,
): number | RowScores<M, X>;
export function measureMSE(
  mu: TensorLike,
  x: TensorLike,
  options?: ScoreOptions,
): number | RowScores<TensorLike> {
  return scoreRows("measureMSE", { mu, x }, options, { term: squaredErrorOf, kernel: errorKernel });
}

function squaredErrorOf(mu: number, x: number): number {
  return (mu - x) ** 2;
}
