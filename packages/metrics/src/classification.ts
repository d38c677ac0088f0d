import type { NumericDType, Shape, Tensor, TensorLike } from "@ngc/tensor";
import {
  asMatrix,
  asTensor,
  checkFlag,
  checkOptions,
  checkWhole,
  foldRow,
  foldRows,
  type LoadedKernel,
  loadKernel,
  showShape,
  tileOf,
} from "@ngc/tensor/authoring";
import { classificationKernel } from "./classification.kernel.generated.ts";
import { isExact, matchingMatrices } from "./internal/score-rows.ts";

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
    return agreements(scores, targets) / scores.shape[0];
  }
  const scores = asMatrix(fn, "mu", mu);
  const labels = labelsOf(fn, y, scores.shape);
  const guesses = guessesOf(scores);
  let hits = 0;
  for (let row = 0; row < guesses.length; row++) if (guesses[row] === labels[row]) hits++;
  return hits / guesses.length;
}

/** How many rows of both are largest at the same place. */
function agreements(scores: Tensor<NumericDType>, targets: Tensor<NumericDType>): number {
  const columns = scores.shape[1];
  const wide = isWide(scores, targets);
  const kernel = kernelFor(columns, wide);
  if (kernel !== undefined) {
    const all = { data: scores.data, partner: targets.data, columns: scores.data.length, wide };
    const tile = tileOf(wide);
    // Whole rows in each tile.
    return foldRow(kernel, "agreements", all, { p: columns, piece: tile - (tile % columns) });
  }
  let hits = 0;
  for (let start = 0; start < scores.data.length; start += columns)
    if (placeOf(scores.data, start, columns) === placeOf(targets.data, start, columns)) hits++;
  return hits;
}

/** Where each row is largest. */
function guessesOf(scores: Tensor<NumericDType>): Int32Array {
  const [rows, columns] = scores.shape;
  const guesses = new Int32Array(rows);
  const wide = isWide(scores);
  const kernel = kernelFor(columns, wide);
  if (kernel !== undefined) foldRows(kernel, "guess", guesses, { data: scores.data, columns, wide });
  else for (let row = 0; row < rows; row++) guesses[row] = placeOf(scores.data, row * columns, columns);
  return guesses;
}

/** Whether there is an entry that float32 may not hold. */
function isWide(...matrices: Tensor<NumericDType>[]): boolean {
  return !matrices.every(isExact);
}

/** The kernel, where its tile holds a row. */
function kernelFor(columns: number, wide: boolean): LoadedKernel | undefined {
  return columns <= tileOf(wide) ? loadKernel(classificationKernel) : undefined;
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

/** Where the largest of `count` entries from `start` on is: the first NaN, otherwise the first of equals. */
function placeOf(data: ArrayLike<number>, start: number, count: number): number {
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (Number.isNaN(data[start + i])) return i;
    if (data[start + i] > data[start + at]) at = i;
  }
  return at;
}
