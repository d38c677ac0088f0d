import { floatOf, isFloat, type NumericDType } from "./dtype.ts";
import { asRank } from "./internal/as-tensor.ts";
import { checkNumber, checkOptions, wrongKind, wrongValue } from "./internal/checks.ts";
import { absolutes, rootSquares, scaleColumnsBy } from "./internal/norms.ts";
import { outLike } from "./internal/out.ts";
import { reduce } from "./internal/reduce.ts";
import { loadKernel, WORTHWHILE } from "./internal/tile.ts";
import { normKernel } from "./norm.kernel.generated.ts";
import type { OutOption } from "./options.ts";
import { makeTensor, type Out, type Tensor, type TensorLike } from "./tensor.ts";

/** Which norm, and of what: each column (`axis` 0) or each row (1). */
export interface NormalizeMatrixOptions extends OutOption {
  /** 1, the default, for the sum of absolute values; 2 for the root of the sum of squares. */
  readonly order?: 1 | 2;
  /** 0, the default, for columns; 1 for rows. */
  readonly axis?: 0 | 1;
}

/**
 * `m wnorm / norm(m)`: each column (`axis` 0) or each row (1) scaled to the L1 norm (`order` 1) or L2 norm (2) `wnorm`.
 *
 * A vector of zeros stays.
 *
 * @param m - shape [rows, columns]
 * @throws RangeError if `m` has not two axes, `order` is not 1 or 2, `axis` not 0 or 1, or `wnorm` is NaN
 * @example
 * ```ts
 * normalizeMatrix([[1, 0], [3, 0]], 1); // => [[0.25, 0], [0.75, 0]]
 * normalizeMatrix([[3, 4]], 10, { order: 2, axis: 1 }); // => [[6, 8]]
 * ```
 * @python ngclearn.utils.model_utils.normalize_matrix
 * @differs Upstream 2.0 had another divisor for order 2, and all divide by no less than 1e-8; here it is the L2 norm, of small vectors too.
 */
export function normalizeMatrix<X extends TensorLike>(
  m: X,
  wnorm: number,
  options?: NormalizeMatrixOptions,
): Out<X>;
export function normalizeMatrix(
  m: TensorLike,
  wnorm: number,
  options?: NormalizeMatrixOptions,
): Out<TensorLike> {
  const input = asRank("normalizeMatrix", "m", m, 2);
  checkNumber("normalizeMatrix", "wnorm", wnorm);
  const { order = 1, axis = 0, out } = checkOptions("normalizeMatrix", options);
  const normOf = oneOf("order", order, 1, 2) === 1 ? absolutes : rootSquares;
  const along = oneOf("axis", axis, 0, 1);
  const normsOf = (x: Tensor<NumericDType>): Float64Array =>
    (reduce("normalizeMatrix", x, { axis: along }, float64, normOf) as Tensor<"float64">).data;
  const result = outLike("normalizeMatrix", out, input.shape, floatOf(input.dtype), input);
  let scaled = input;
  let norms = normsOf(input);
  if (input.dtype === "float64" && !areInRange(norms)) {
    scaled = broughtInRange(input, along, norms);
    norms = normsOf(scaled);
  }
  const [rows, columns] = input.shape;
  if (along === 0) scaleColumns(result.data, scaled, norms, wnorm);
  else
    for (let row = 0; row < rows; row++)
      scaleRow(result.data, scaled.data, row * columns, columns, norms[row], wnorm);
  return result;
}

/** The least float64 that has all its digits. */
const LEAST = 2 ** -1022;

/** Whether a norm did not overflow, and is not too small for all its digits. */
function isInRange(norm: number): boolean {
  return (norm >= LEAST && norm < Infinity) || norm === 0 || Number.isNaN(norm);
}

/** A loop, since `every` takes 10 ns a row. */
function areInRange(norms: Float64Array): boolean {
  for (let i = 0; i < norms.length; i++) if (!isInRange(norms[i])) return false;
  return true;
}

/** A copy in which vectors of other norms are a power of two larger or smaller: what becomes of them does not depend on that. */
function broughtInRange(
  { data, shape, dtype }: Tensor<NumericDType>,
  axis: 0 | 1,
  norms: Float64Array,
): Tensor<NumericDType> {
  const factors = norms.map((norm) => (isInRange(norm) ? 1 : norm < LEAST ? 2 ** 64 : 2 ** -64));
  const columns = shape[1];
  const near = data.map((x, i) => x * factors[axis === 0 ? i % columns : Math.floor(i / columns)]);
  return makeTensor<NumericDType>(near, shape, dtype) as Tensor<NumericDType>;
}

function scaleColumns(
  to: Float32Array | Float64Array,
  { data, dtype, shape: [rows, columns] }: Tensor<NumericDType>,
  norms: Float64Array,
  wnorm: number,
): void {
  const kernel = isFloat(dtype) && data.length >= WORTHWHILE ? loadKernel(normKernel) : undefined;
  if (kernel !== undefined) {
    scaleColumnsBy(kernel, to, data, { outer: 1, count: rows, inner: columns }, norms, wnorm);
    return;
  }
  for (let row = 0, i = 0; row < rows; row++)
    for (let k = 0; k < columns; k++, i++) to[i] = norms[k] === 0 ? data[i] : (data[i] / norms[k]) * wnorm;
}

function scaleRow(
  to: { [i: number]: number },
  from: ArrayLike<number>,
  start: number,
  count: number,
  norm: number,
  wnorm: number,
): void {
  // x / 1 * 1 is x.
  const [size, scale] = norm === 0 ? [1, 1] : [norm, wnorm];
  for (let i = start; i < start + count; i++) to[i] = (from[i] / size) * scale;
}

// A norm may be too large for float32 where the scaled entries are not.
function float64(): "float64" {
  return "float64";
}

function oneOf<A extends number, B extends number>(argument: string, value: unknown, a: A, b: B): A | B {
  if (value === a) return a;
  if (value === b) return b;
  const required = `${argument} must be ${a} or ${b}`;
  throw typeof value === "number"
    ? wrongValue("normalizeMatrix", required, value)
    : wrongKind("normalizeMatrix", required, value);
}
