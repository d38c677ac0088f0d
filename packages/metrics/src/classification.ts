import type { NumericDType, Shape, Tensor, TensorLike } from "@ngc/tensor";
import {
  asMatrix,
  asTensor,
  checkFlag,
  checkOptions,
  checkWhole,
  foldRows,
  type LoadedKernel,
  loadKernel,
  showShape,
  TILE,
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
  const [rows, columns] = scores.shape;
  const kernel = kernelFor(scores, targets);
  if (kernel !== undefined) {
    const all = { data: scores.data, partner: targets.data, columns: rows * columns };
    const hits = new Float64Array(1);
    // Whole rows in each tile.
    foldRows(kernel, "agreements", hits, all, { p: columns, piece: TILE - (TILE % columns) });
    return hits[0];
  }
  let hits = 0;
  for (let start = 0; start < scores.data.length; start += columns)
    if (placeOf(scores.data, start, columns) === placeOf(targets.data, start, columns)) hits++;
  return hits;
}

/** Where each row is largest. */
function guessesOf(scores: Tensor<NumericDType>): Float64Array {
  const [rows, columns] = scores.shape;
  const guesses = new Float64Array(rows);
  const kernel = kernelFor(scores);
  if (kernel !== undefined) foldRows(kernel, "guess", guesses, { data: scores.data, columns });
  else for (let row = 0; row < rows; row++) guesses[row] = placeOf(scores.data, row * columns, columns);
  return guesses;
}

/** The kernel, where its tile holds a row and float32 holds each entry. */
function kernelFor(...matrices: Tensor<NumericDType>[]): LoadedKernel | undefined {
  const fits = matrices.every((matrix) => isExact(matrix) && matrix.shape[1] <= TILE);
  return fits ? loadKernel(classificationKernel) : undefined;
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
