import type { Out, OutOption, TensorLike } from "@ngc/tensor";
import {
  asMatrix,
  checkOptions,
  checkWithin,
  floatOf,
  floatsOf,
  LONGEST_ROW,
  loadKernel,
  outLike,
  runRows,
  tilesOf,
} from "@ngc/tensor/authoring";
import { softmaxKernel } from "./softmax.kernel.generated.ts";

/** How far {@link softmax} flattens. */
export interface SoftmaxOptions extends OutOption {
  readonly tau?: number;
}

/**
 * Softmax of each row: `exp(x / tau) / sum(exp(x / tau))`.
 *
 * It turns the scores of classes into probabilities that sum to 1.
 *
 * A `tau` above 1 flattens the distribution, below 1 sharpens it; 0 (the default) leaves it as it is.
 * The row's largest score is taken off first, so that nothing overflows.
 * A row that holds NaN or Infinity becomes NaN, as in JAX; -Infinity beside a number gives 0.
 *
 * @param x - scores, shape [rows, classes]
 * @param options - the temperature `tau`, 0 by default
 * @returns probabilities, same shape; each row sums to 1
 * @throws RangeError if `x` has not two axes or is empty, or if `tau` is negative or NaN
 * @example
 * ```ts
 * softmax([[0, Math.LN2]]); // => [[0.3333, 0.6667]]
 * softmax([[0, Math.LN2]], { tau: 0.5 }); // => [[0.2, 0.8]]
 * ```
 * @python ngclearn.utils.model_utils.softmax
 * @differs Upstream ignores a negative `tau` (3.2) or raises for any (2.0); here a negative one is a RangeError.
 * @source Bridle 1990, Probabilistic Interpretation of Feedforward Classification Network Outputs
 */
export function softmax<X extends TensorLike>(x: X, options?: SoftmaxOptions): Out<X>;
export function softmax(x: TensorLike, options?: SoftmaxOptions): Out<TensorLike> {
  const { tau = 0, out } = checkOptions("softmax", options);
  const temperature = checkWithin("softmax", "tau", tau, 0, Number.POSITIVE_INFINITY) || 1;
  const input = asMatrix("softmax", "x", x);
  const result = outLike("softmax", out, input.shape, floatOf(input.dtype), input);
  const columns = input.shape[1];
  const wide = result.dtype === "float64";
  const kernel = (wide ? 2 : 1) * columns <= LONGEST_ROW ? loadKernel(softmaxKernel) : undefined;
  // The kernel takes 2 / tau, which must be a normal number in float32 too.
  if (kernel !== undefined && temperature > 1e-30 && temperature < 1e30) {
    const to = result.data as Float64Array;
    runRows(tilesOf(kernel, wide), "softmax", to, input.data, columns, 2 / temperature);
    return result;
  }
  // Kept in double precision until the row's sum is known; `result` may be `x` itself.
  const powers = new Float64Array(columns);
  const scores = floatsOf(input);
  for (let start = 0; start < scores.length; start += columns) {
    const sum = exponentials(powers, scores, start, temperature);
    for (let i = 0; i < columns; i++) result.data[start + i] = powers[i] / sum;
  }
  return result;
}

/** exp((x - largest) / tau) of a row into `powers`, and their sum. */
function exponentials(powers: Float64Array, x: ArrayLike<number>, start: number, tau: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < powers.length; i++) largest = Math.max(largest, x[start + i]);
  let sum = 0;
  for (let i = 0; i < powers.length; i++) {
    powers[i] = Math.exp(below(x[start + i], largest, tau));
    sum += powers[i];
  }
  return sum;
}

/** (x - largest) / tau. Halves stand in where the difference alone would overflow and a large tau would bring it back. */
function below(x: number, largest: number, tau: number): number {
  const difference = x - largest;
  return difference === Number.NEGATIVE_INFINITY ? ((x / 2 - largest / 2) / tau) * 2 : difference / tau;
}
