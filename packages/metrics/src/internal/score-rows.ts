import type { FloatDType, NumericDType, Tensor, TensorLike } from "@ngc/tensor";
import {
  asMatrix,
  checkFlag,
  checkOptions,
  checkSameShape,
  empty,
  type Folded,
  floatOf,
  floatsOf,
  foldRow,
  foldRows,
  type Kernel,
  loadKernel,
  makeTensor,
  scalarBeside,
  TILE,
} from "@ngc/tensor/authoring";
import type { ScoreOptions } from "../score-options.ts";

/** What an entry of the first input and its partner in the second add to their row's sum. */
export type Term = (a: number, b: number, p: number, q: number) => number;

/** How a row's score is made of the sum of its terms. */
export interface Score {
  readonly term: Term;
  /** Its function of the metric's name sums a row's terms. */
  readonly kernel: Kernel;
  /** What `term` and the kernel take, rounded to float32 beside float32 data, as JAX rounds a Python scalar. */
  readonly p?: number;
  readonly q?: number;
  /** The score from the sum; linear in it, so that the mean over rows is that of the rows' sums. */
  readonly finish?: (sum: number, columns: number) => number;
  readonly finished?: FinishedScores;
}

/** A second function of the kernel, which leaves finished scores of short rows, in their dtype. */
interface FinishedScores {
  readonly kernelName: string;
  /** What it takes after `p`. */
  readonly flag: number;
}

/** The longest of such rows: a tile of float64, and of float32 half of one, since that kernel reads up to three rows more than there are. */
const LONGEST_FINISHED = TILE / 2;

/**
 * Scores the rows of one or two matrices by a sum over their entries, in one pass. The sums are in double precision, and
 * the terms too, but for what a kernel computes of float32: terms, and in `measureMSE` sums of four of them.
 *
 * `inputs` holds the matrices under the names that messages give them.
 */
export function scoreRows(
  fn: string,
  inputs: Readonly<Record<string, TensorLike>>,
  options: ScoreOptions | undefined,
  score: Score,
): number | Tensor<FloatDType> {
  const { preserveBatch = false } = checkOptions(fn, options);
  checkFlag(fn, "preserveBatch", preserveBatch);
  const [a, b] = matchingMatrices(fn, inputs);
  const dtype = floatOf(b?.dtype === "float64" ? b.dtype : a.dtype);
  const p = scalarBeside(dtype, score.p ?? 0);
  const q = scalarBeside(dtype, score.q ?? 0);
  const { term, finish, finished } = score;
  const [rows, columns] = a.shape;
  const wide = dtype === "float64";
  const data = wide ? a.data : floatsOf(a);
  const partner = wide || b === undefined ? b?.data : floatsOf(b);
  const kernel = loadKernel(score.kernel);
  if (!preserveBatch) {
    // Without rows to tell apart, all is one row.
    const all = { data, partner, columns: data.length, wide };
    const sum = kernel === undefined ? sumOfTerms(all, 0, term, p, q) : foldRow(kernel, fn, all, { p, q });
    return finish === undefined ? sum / rows : finish(sum / rows, columns);
  }
  const folded = { data, partner, columns, wide };
  const scores = empty(dtype, rows);
  if (kernel !== undefined && finished !== undefined && columns <= LONGEST_FINISHED)
    foldRows(kernel, finished.kernelName, scores, folded, { p, q: finished.flag });
  else {
    const sums = new Float64Array(rows);
    if (kernel !== undefined) foldRows(kernel, fn, sums, folded, { p, q });
    else for (let row = 0; row < rows; row++) sums[row] = sumOfTerms(folded, row * columns, term, p, q);
    if (finish !== undefined) for (let row = 0; row < rows; row++) sums[row] = finish(sums[row], columns);
    scores.set(sums);
  }
  return makeTensor(scores, [rows, 1], dtype);
}

function sumOfTerms(
  { data: a, partner: b = a, columns }: Folded,
  start: number,
  term: Term,
  p: number,
  q: number,
): number {
  let sum = 0;
  for (let i = start; i < start + columns; i++) sum += term(a[i], b[i], p, q);
  return sum;
}

/** The inputs as matrices, each of the first one's shape. */
export function matchingMatrices(
  fn: string,
  inputs: Readonly<Record<string, TensorLike>>,
): Tensor<NumericDType>[] {
  const [name, ...others] = Object.keys(inputs);
  const first = asMatrix(fn, name, inputs[name]);
  const matrices = [first];
  for (const other of others) {
    const x = asMatrix(fn, other, inputs[other]);
    checkSameShape(fn, other, x, name, first);
    matrices.push(x);
  }
  return matrices;
}
