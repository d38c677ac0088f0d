import { floatOf } from "./dtype.ts";
import { checkOptions, wrongKind, wrongValue } from "./internal/checks.ts";
import type { Folding } from "./internal/fold-along.ts";
import { absolutes, largest, rootSquares } from "./internal/norms.ts";
import { reduce } from "./internal/reduce.ts";
import type { AxisOptions, ReduceOptions, WholeOptions } from "./options.ts";
import type { Out, Tensor, TensorLike } from "./tensor.ts";

/** Which norm: the sum of absolute values (1), the root of the sum of squares (2), the largest absolute value (Infinity). */
export interface NormOption {
  readonly ord?: 1 | 2 | typeof Infinity;
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
      return absolutes;
    case 2:
      return rootSquares;
    case Infinity:
      return largest;
  }
  const required = "ord must be 1, 2 or Infinity";
  throw typeof ord === "number" ? wrongValue("norm", required, ord) : wrongKind("norm", required, ord);
}
