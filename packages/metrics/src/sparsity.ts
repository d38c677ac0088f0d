import type { TensorLike } from "@ngc/tensor";
import { checkFlag, checkNumber, checkOptions } from "@ngc/tensor/authoring";
import { scoreRows } from "./internal/score-rows.ts";
import type { PerRow, RowScores } from "./score-options.ts";
import { sparsityKernel } from "./sparsity.kernel.generated.ts";

/** Options of {@link measureSparsity}. */
export interface MeasureSparsityOptions {
  /** Entries up to this, 0 by default, count as silent. */
  readonly tolerance?: number;
  /** One score a row (N x 1), the default, instead of their mean, a number. */
  readonly preserveBatch?: boolean;
  /** The share of silent entries instead of active ones; false by default. */
  readonly flipMeasure?: boolean;
}

/**
 * Share of a row's entries that are active: `count(codes > tolerance) / columns`, one score a row.
 *
 * The active fraction of a population code: 0 is silence, 1 a dense code; `flipMeasure` gives `1 - share`, which grows with sparsity.
 * A negative entry, however large, counts as silent, and so does NaN.
 *
 * @param codes - shape [rows, units]
 * @returns each row's share, shape [rows, 1]; with `preserveBatch: false`, their mean
 * @throws RangeError if `codes` has not two axes or is empty, or `tolerance` is NaN
 * @example
 * ```ts
 * measureSparsity([[0, 2, 0, 0], [1, 1, 0, 3]]); // => [[0.25], [0.75]]
 * measureSparsity([[0, 2, 0, 0], [1, 1, 0, 3]], { preserveBatch: false, tolerance: 1 }); // => 0.25
 * measureSparsity([[0, 2, 0, 0]], { flipMeasure: true }); // => [[0.75]]
 * ```
 * @python ngclearn.utils.metric_utils.measure_sparsity
 * @source Földiák and Endres 2008, Sparse coding, Scholarpedia 3(1), 2984, https://doi.org/10.4249/scholarpedia.2984
 */
export function measureSparsity(
  codes: TensorLike,
  options: MeasureSparsityOptions & { readonly preserveBatch: false },
): number;
export function measureSparsity<C extends TensorLike>(
  codes: C,
  options?: MeasureSparsityOptions & Partial<PerRow>,
): RowScores<C>;
export function measureSparsity<C extends TensorLike>(
  codes: C,
  options?: MeasureSparsityOptions,
): number | RowScores<C>;
export function measureSparsity(
  codes: TensorLike,
  options?: MeasureSparsityOptions,
): number | RowScores<TensorLike> {
  const fn = "measureSparsity";
  const { tolerance = 0, preserveBatch = true, flipMeasure = false } = checkOptions(fn, options);
  checkNumber(fn, "tolerance", tolerance);
  const finish = checkFlag(fn, "flipMeasure", flipMeasure) ? silentShare : activeShare;
  const finished = { kernelName: "share", flag: flipMeasure ? 1 : 0 };
  const score = { term: activeOf, kernel: sparsityKernel, p: tolerance, finish, finished };
  return scoreRows(fn, { codes }, { preserveBatch }, score);
}

function activeOf(code: number, _: number, tolerance: number): number {
  return code > tolerance ? 1 : 0;
}

function activeShare(active: number, columns: number): number {
  return active / columns;
}

function silentShare(active: number, columns: number): number {
  return 1 - active / columns;
}
