import type { NumericDType, Shape, Tensor, TensorLike } from "@ngc/tensor";
import {
  argmax,
  asMatrix,
  asTensor,
  checkFlag,
  checkOptions,
  checkWhole,
  fitsFloat32,
  foldRow,
  loadKernel,
  showShape,
  tileOf,
} from "@ngc/tensor/authoring";
import { classificationKernel } from "./classification.kernel.generated.ts";
import { matchingMatrices } from "./internal/score-rows.ts";

/** Options of {@link measureACC}. */
export interface MeasureACCOptions {
  /** Whether `y` is one-hot, its labels being where its rows are largest; true by default. With false it holds the labels. */
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
export function measureACC(mu: TensorLike, y: TensorLike, options?: MeasureACCOptions): number {
  const fn = "measureACC";
  const { extractLabelIndx = true } = checkOptions(fn, options);
  if (checkFlag(fn, "extractLabelIndx", extractLabelIndx)) {
    const [scores, targets] = matchingMatrices(fn, { mu, y });
    return agreements(scores, targets) / scores.shape[0];
  }
  const scores = asMatrix(fn, "mu", mu);
  const labels = labelsOf(fn, y, scores.shape);
  return countEqual(placesOf(scores), labels) / scores.shape[0];
}

/** How many rows of both are largest at the same place. */
function agreements(scores: Tensor<NumericDType>, targets: Tensor<NumericDType>): number {
  const columns = scores.shape[1];
  const wide = !(fitsFloat32(scores.dtype) && fitsFloat32(targets.dtype));
  const tile = tileOf(wide);
  const kernel = columns <= tile ? loadKernel(classificationKernel) : undefined;
  if (kernel === undefined) return countEqual(placesOf(scores), placesOf(targets));
  const all = { data: scores.data, partner: targets.data, columns: scores.data.length, wide };
  // Whole rows in each tile.
  return foldRow(kernel, "agreements", all, { p: columns, piece: tile - (tile % columns) });
}

/** Where each row is largest. */
function placesOf(scores: Tensor<NumericDType>): Int32Array {
  return argmax(scores, { axis: 1 }).data;
}

function countEqual(places: Int32Array, others: Int32Array): number {
  let count = 0;
  for (let row = 0; row < places.length; row++) if (places[row] === others[row]) count++;
  return count;
}

/** The labels of `rows` rows, as numbers: labels are often stored as 64-bit integers. */
function labelsOf(fn: string, y: TensorLike, [rows, classes]: Shape): Int32Array {
  const labels = asTensor(fn, "y", y);
  const [length, width = 1, ...more] = labels.shape;
  if (length !== rows || width !== 1 || more.length > 0) {
    const required = `y must hold one label a row, shape [${rows}] or [${rows}, 1]`;
    throw new RangeError(`${fn}: ${required}, got ${showShape(labels.shape)}`);
  }
  const whole = new Int32Array(rows);
  for (let row = 0; row < rows; row++)
    whole[row] = checkWhole(fn, "each label in y", Number(labels.data[row]), 0, classes - 1);
  return whole;
}
