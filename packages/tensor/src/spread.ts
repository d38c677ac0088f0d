import { floatOf } from "./dtype.ts";
import { checkOptions, checkWithin } from "./internal/checks.ts";
import type { Folding } from "./internal/fold-along.ts";
import { foldSpread } from "./internal/fold-spread.ts";
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
