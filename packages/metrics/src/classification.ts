import type { NumericDType, Shape, Tensor, TensorLike } from "@ngc/tensor";
import { asMatrix, asTensor, checkFlag, checkOptions, checkWhole, showShape } from "@ngc/tensor/authoring";
import { matchingMatrices } from "./internal/score-rows.ts";

/** Options of {@link measureACC}. */
export interface AccuracyOptions {
  /** Whether `y` is one-hot, its labels being where its rows are largest; with false it holds the labels. */
  readonly extractLabelIndx?: boolean;
}

/**
 * Accuracy: the share of rows where `mu` is largest at the row's label.
 *
 * Of equal entries the first is the largest, and NaN is larger than any number, as in JAX's argmax.
 *
 * @param mu - scores or probabilities, shape [rows, classes]
 * @param y - one-hot targets, same shape; with `extractLabelIndx: false`, a whole number a row from 0 to classes - 1
 *   (shape [rows] or [rows, 1], of any dtype)
 * @throws RangeError if the shapes do not fit, `mu` is empty, or a label is no class
 * @example
 * ```ts
 * measureACC([[0.1, 0.9], [0.8, 0.2]], [[0, 1], [0, 1]]); // => 0.5
 * measureACC([[0.1, 0.9], [0.8, 0.2]], [1, 0], { extractLabelIndx: false }); // => 1
 * ```
 * @python ngclearn.utils.metric_utils.measure_ACC
 * @python ngclearn.utils.model_utils.measure_ACC
 * @differs Upstream raises UnboundLocalError for labels (`extract_label_indx=False`); here they work.
 */
export function measureACC(mu: TensorLike, y: TensorLike, options?: AccuracyOptions): number {
  const fn = "measureACC";
  const { extractLabelIndx = true } = checkOptions(fn, options);
  if (checkFlag(fn, "extractLabelIndx", extractLabelIndx)) {
    const [scores, targets] = matchingMatrices(fn, { mu, y });
    return agreement(largestOfRows(scores), largestOfRows(targets));
  }
  const scores = asMatrix(fn, "mu", mu);
  return agreement(largestOfRows(scores), labelsOf(fn, y, scores.shape));
}

function agreement(guesses: readonly number[], labels: readonly number[]): number {
  let hits = 0;
  for (let row = 0; row < guesses.length; row++) if (guesses[row] === labels[row]) hits++;
  return hits / guesses.length;
}

/** The labels of `rows` rows, as numbers: labels are often stored as 64-bit integers. */
function labelsOf(fn: string, y: TensorLike, [rows, classes]: Shape): number[] {
  const labels = asTensor(fn, "y", y);
  const [length, width = 1, ...more] = labels.shape;
  if (length !== rows || width !== 1 || more.length > 0) {
    const required = `y must hold one label a row, shape [${rows}] or [${rows}, 1]`;
    throw new RangeError(`${fn}: ${required}, got ${showShape(labels.shape)}`);
  }
  return Array.from<number | bigint, number>(labels.data, (label) =>
    checkWhole(fn, "each label in y", Number(label), 0, classes - 1),
  );
}

function largestOfRows({ data, shape: [rows, columns] }: Tensor<NumericDType>): number[] {
  return Array.from({ length: rows }, (_, row) => largestOf(data, row * columns, columns));
}

/** Where the largest of `count` entries from `start` on is: the first NaN, otherwise the first of equals. */
function largestOf(data: ArrayLike<number>, start: number, count: number): number {
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (Number.isNaN(data[start + i])) return i;
    if (data[start + i] > data[start + at]) at = i;
  }
  return at;
}
