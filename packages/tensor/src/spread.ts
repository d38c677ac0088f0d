import { floatOf } from "./dtype.ts";
import { checkOptions, checkWithin } from "./internal/checks.ts";
import type { Folding } from "./internal/fold-along.ts";
import { foldSpread } from "./internal/fold-spread.ts";
import { reduce } from "./internal/reduce.ts";
import { sumOf } from "./internal/sum.ts";
import type { AxisOptions, ReduceOptions, WholeOptions } from "./options.ts";
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
  return reduce(
    "variance",
    x,
    options,
    floatOf,
    folding("variance", options, (variance) => variance),
  );
}

/**
 * The standard deviation, the root of {@link variance}: a number, or along `axis` a tensor. Finite also where the variance overflows.
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
  return reduce("std", x, options, floatOf, folding("std", options, Math.sqrt));
}

/** Of elements that are multiplied by it neither squares nor their sum overflow. */
const SMALL = 2 ** -600;

/** What `finish` makes of the variance; it is homogeneous, so that what overflows is computed of small elements. */
function folding(
  fn: string,
  options: SpreadOption | undefined,
  finish: (variance: number) => number,
): Folding {
  const { ddof = 0 } = checkOptions(fn, options);
  checkWithin(fn, "ddof", ddof, 0, Infinity);
  const finished = (spread: number, count: number): number =>
    // Of equal elements rounding may leave less than 0.
    count > ddof ? finish(Math.max(spread, 0) / (count - ddof)) : Number.NaN;
  return {
    plain: (data, start, count) => {
      const spread = spreadOf(data, start, count);
      if (Number.isFinite(spread)) return finished(spread, count);
      const small = Float64Array.from({ length: count }, (_, i) => data[start + i] * SMALL);
      return finished(spreadOf(small, 0, count), count) / finish(SMALL) / finish(SMALL);
    },
    fold: foldSpread,
    kernel: spreadKernel,
    name: "spread",
    finish: (spread, count, wide) => (wide && !Number.isFinite(spread) ? undefined : finished(spread, count)),
  };
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
