import type { DTypeOf, FloatDType, NumericDType, Tensor, TensorLike } from "@ngc/tensor";
import {
  allocate,
  asMatrix,
  checkFlag,
  checkOptions,
  checkSameShape,
  floatOf,
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

/** A row's score from its sum. */
export type Finish = (sum: number, columns: number) => number;

/**
 * Scores the rows of one or two matrices by a sum over their entries, in one pass and double precision.
 *
 * `inputs` holds the matrices under the names that messages give them. `p` and `q` are handed to `term`,
 * rounded to float32 beside float32 data, as JAX rounds a Python scalar.
 */
export function scoreRows(
  fn: string,
  inputs: Readonly<Record<string, TensorLike>>,
  options: ScoreOptions | undefined,
  term: Term,
  p = 0,
  q = 0,
  finish: Finish = sumOf,
): number | Tensor<FloatDType> {
  const { preserveBatch = false } = checkOptions(fn, options);
  checkFlag(fn, "preserveBatch", preserveBatch);
  const [a, b = a] = matchingMatrices(fn, inputs);
  const dtype = floatOf(b.dtype === "float64" ? b.dtype : a.dtype);
  const low = roundTo(dtype, p);
  const high = roundTo(dtype, q);
  const [rows, columns] = a.shape;
  const scores = allocate(dtype, preserveBatch ? rows : 0);
  let total = 0;
  for (let row = 0, i = 0; row < rows; row++) {
    let sum = 0;
    for (const end = i + columns; i < end; i++) sum += term(a.data[i], b.data[i], low, high);
    const score = finish(sum, columns);
    if (preserveBatch) scores[row] = score;
    total += score;
  }
  return preserveBatch ? makeTensor(scores, [rows, 1], dtype) : total / rows;
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
