import type { DTypeOf, FloatDType, NumericDType, Tensor, TensorLike } from "@ngc/tensor";
import {
  allocate,
  asMatrix,
  checkFlag,
  checkOptions,
  checkSameShape,
  type Folded,
  floatOf,
  foldRows,
  type Kernel,
  loadKernel,
  makeTensor,
  roundTo,
} from "@ngc/tensor/authoring";

/** What a metric gives: the mean over rows, or one score a row. */
export interface ScoreOptions {
  /** One score a row (N x 1) instead of their mean, a number. */
  readonly preserveBatch?: boolean;
}

/** Options that ask for one score a row. */
export interface PerRow {
  readonly preserveBatch: true;
}

/** Options that ask for the mean over rows. */
export interface AsMean {
  readonly preserveBatch?: false;
}

/** One score a row, N x 1: float64 if either input is, otherwise float32. */
export type RowScores<A, B = A> = Tensor<WiderFloat<DTypeOf<A>, DTypeOf<B>>>;

type WiderFloat<A, B> = A extends "float64" ? "float64" : B extends "float64" ? "float64" : "float32";

/** What an entry of the first input and its partner in the second add to their row's sum. */
export type Term = (a: number, b: number, p: number, q: number) => number;

/** A row's score from the sum of its terms: the term, the kernel whose function of the metric's name sums it, what it takes, and what is made of the sum. */
export interface Score {
  readonly term: Term;
  readonly kernel: Kernel;
  /** What `term` and the kernel take, rounded to float32 beside float32 data, as JAX rounds a Python scalar. */
  readonly p?: number;
  readonly q?: number;
  /** Linear in the sum, so that the mean over rows is that of the rows' sums. */
  readonly finish?: (sum: number, columns: number) => number;
}

/**
 * Scores the rows of one or two matrices by a sum over their entries, in one pass. The sums are in double precision; the
 * terms are too where there is no kernel, which computes logarithms in float32.
 *
 * `inputs` holds the matrices under the names that messages give them.
 */
export function scoreRows(
  fn: string,
  inputs: Readonly<Record<string, TensorLike>>,
  options: ScoreOptions | undefined,
  { term, kernel, p = 0, q = 0, finish = sumOf }: Score,
): number | Tensor<FloatDType> {
  const { preserveBatch = false } = checkOptions(fn, options);
  checkFlag(fn, "preserveBatch", preserveBatch);
  const [a, b] = matchingMatrices(fn, inputs);
  const dtype = floatOf(b?.dtype === "float64" ? b.dtype : a.dtype);
  const [low, high] = [roundTo(dtype, p), roundTo(dtype, q)];
  const [rows, columns] = a.shape;
  // Without rows to tell apart, all is one row.
  const sums = new Float64Array(preserveBatch ? rows : 1);
  const folded = { data: a.data, partner: b?.data, columns: a.data.length / sums.length };
  const loaded = isExact(a) && (b === undefined || isExact(b)) ? loadKernel(kernel) : undefined;
  if (loaded !== undefined) foldRows(loaded, fn, sums, folded, { p: low, q: high });
  else addTerms(sums, folded, term, low, high);
  if (!preserveBatch) return finish(sums[0] / rows, columns);
  const scores = allocate(dtype, rows);
  for (let row = 0; row < rows; row++) scores[row] = finish(sums[row], columns);
  return makeTensor(scores, [rows, 1], dtype);
}

/** Whether float32, which kernels compute in, holds every value of the dtype. */
export function isExact({ dtype }: Tensor<NumericDType>): boolean {
  return dtype === "float32" || dtype === "uint8" || dtype === "bool";
}

function addTerms(
  sums: Float64Array,
  { data: a, partner: b = a, columns }: Folded,
  term: Term,
  low: number,
  high: number,
): void {
  for (let row = 0, i = 0; row < sums.length; row++) {
    let sum = 0;
    for (const end = i + columns; i < end; i++) sum += term(a[i], b[i], low, high);
    sums[row] = sum;
  }
}

function sumOf(sum: number): number {
  return sum;
}

/** The inputs as matrices, each of the first one's shape. */
export function matchingMatrices(
  fn: string,
  inputs: Readonly<Record<string, TensorLike>>,
): Tensor<NumericDType>[] {
  const [first, ...others] = Object.entries(inputs).map(([name, x]) => ({ name, x: asMatrix(fn, name, x) }));
  for (const { name, x } of others) checkSameShape(fn, name, x, first.name, first.x);
  return [first.x, ...others.map(({ x }) => x)];
}
