import { floatOf } from "./dtype.ts";
import { checkOptions, checkWithin, wrongKind, wrongValue } from "./internal/checks.ts";
import type { Folding } from "./internal/fold-along.ts";
import { foldSpread } from "./internal/fold-spread.ts";
import { largest, rootSquares, sizes } from "./internal/norms.ts";
import {
  type AxisOptions,
  type ReduceOptions,
  type Reduction,
  reduce,
  type WholeOptions,
} from "./internal/reduce.ts";
import { sumOf } from "./internal/sum.ts";
import { spreadKernel } from "./spread.kernel.generated.ts";
import type { Out, Tensor, TensorLike } from "./tensor.ts";

/** `count - ddof` is what the sum of squares is divided by. */
export interface SpreadOption {
  readonly ddof?: number;
}

/** Which norm: the sum of sizes (1), the root of the sum of squares (2), the largest size (Infinity). */
export interface NormOption {
  readonly ord?: 1 | 2 | typeof Infinity;
}

/**
 * The variance `sum (x - mean)^2 / (count - ddof)`: a number, or along `axis` a tensor.
 *
 * In two passes, never as a difference of squares. NaN where `count` is not above `ddof`, as in JAX.
 * @example
 * ```ts
 * variance([1, 2, 3, 4]); // => 1.25
 * variance([1, 2, 3, 4], { ddof: 1 }); // => 1.6667
 * ```
 * @python numpy.var
 */
export function variance(x: TensorLike, options?: WholeOptions & SpreadOption): number;
export function variance<X extends TensorLike>(x: X, options: AxisOptions & SpreadOption): Out<X>;
export function variance<X extends TensorLike>(x: X, options?: ReduceOptions & SpreadOption): number | Out<X>;
export function variance(x: TensorLike, options?: ReduceOptions & SpreadOption): number | Tensor {
  return reduce("variance", x, options, floatOf, varianceWith("variance", options));
}

/**
 * The standard deviation, the root of {@link variance}: a number, or along `axis` a tensor.
 * @example
 * ```ts
 * std([[1, 3], [2, 6]], { axis: 1 }); // => [1, 2]
 * ```
 * @python numpy.std
 */
export function std(x: TensorLike, options?: WholeOptions & SpreadOption): number;
export function std<X extends TensorLike>(x: X, options: AxisOptions & SpreadOption): Out<X>;
export function std<X extends TensorLike>(x: X, options?: ReduceOptions & SpreadOption): number | Out<X>;
export function std(x: TensorLike, options?: ReduceOptions & SpreadOption): number | Tensor {
  const squared = varianceWith("std", options);
  return reduce("std", x, options, floatOf, {
    ...squared,
    plain: (data, start, count) => Math.sqrt(squared.plain(data, start, count)),
    finish: (spread, count) => Math.sqrt(squared.finish(spread, count)),
  });
}

function varianceWith(
  fn: string,
  options: SpreadOption | undefined,
): Folding & { readonly finish: (spread: number, count: number) => number } {
  const { ddof = 0 } = checkOptions(fn, options);
  checkWithin(fn, "ddof", ddof, 0, Infinity);
  const finish = (spread: number, count: number): number =>
    // Of equal elements rounding may leave less than 0.
    count > ddof ? Math.max(spread, 0) / (count - ddof) : Number.NaN;
  const plain: Reduction = (data, start, count) => finish(spreadOf(data, start, count), count);
  return { plain, fold: foldSpread, kernel: spreadKernel, name: "spread", finish };
}

/** The sum of squared distances from the mean. */
function spreadOf(data: ArrayLike<number>, start: number, count: number): number {
  const center = sumOf(data, start, count) / count;
  let squares = 0;
  let rest = 0;
  for (let i = start; i < start + count; i++) {
    squares += (data[i] - center) ** 2;
    rest += data[i] - center;
  }
  // What rounding left in the mean is taken out again.
  return squares - rest ** 2 / count;
}

/**
 * The norm of the elements taken as one vector: a number, or along `axis` a tensor. 0 of no elements.
 *
 * Does not overflow where the norm itself is finite. A matrix without `axis` has its Frobenius norm for `ord` 2, not the
 * largest singular value that NumPy gives.
 *
 * @throws RangeError if `ord` is not 1, 2 or Infinity
 * @example
 * ```ts
 * norm([3, 4]); // => 5
 * norm([[3, -4], [6, 8]], { ord: 1, axis: 1 }); // => [7, 14]
 * ```
 * @python numpy.linalg.norm
 */
export function norm(x: TensorLike, options?: WholeOptions & NormOption): number;
export function norm<X extends TensorLike>(x: X, options: AxisOptions & NormOption): Out<X>;
export function norm<X extends TensorLike>(x: X, options?: ReduceOptions & NormOption): number | Out<X>;
export function norm(x: TensorLike, options?: ReduceOptions & NormOption): number | Tensor {
  const { ord = 2 } = checkOptions("norm", options);
  return reduce("norm", x, options, floatOf, foldingOf(ord));
}

function foldingOf(ord: unknown): Folding {
  switch (ord) {
    case 1:
      return sizes;
    case 2:
      return rootSquares;
    case Infinity:
      return largest;
  }
  const required = "ord must be 1, 2 or Infinity";
  throw typeof ord === "number" ? wrongValue("norm", required, ord) : wrongKind("norm", required, ord);
}
