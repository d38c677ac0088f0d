import { clampKernel } from "./clamp.kernel.generated.ts";
import { checkHeld, checkNumber } from "./internal/checks.ts";
import { mapAs, mapUnary } from "./internal/map.ts";
import { besideNumber } from "./internal/pairs.ts";
import type { OutOption } from "./options.ts";
import type { Mixed, Operand, Out } from "./tensor.ts";

/**
 * `min(max(x, low), high)`.
 *
 * NaN stays NaN. Where `low` is above `high` all becomes `high`, as in NumPy. Integers stay integers beside whole bounds.
 *
 * @throws RangeError if a bound is NaN, or would make of integers what they cannot hold
 * @example
 * ```ts
 * clip([-2, 0.5, 7], 0, 1); // => [0, 0.5, 1]
 * ```
 * @python numpy.clip
 */
export function clip<X extends Operand>(
  x: X,
  low: number,
  high: number,
  options?: OutOption,
): Mixed<X, number>;
export function clip(x: Operand, low: number, high: number, options?: OutOption): unknown {
  checkNumber("clip", "low", low);
  checkNumber("clip", "high", high);
  return mapAs(
    "clip",
    x,
    (dtype) => {
      const bounded = besideNumber(besideNumber(dtype, low), high);
      // A low bound below 0 moves no integer out of its dtype, however low it is, nor does a high one above.
      checkHeld("clip", "low", Math.max(low, 0), bounded);
      checkHeld("clip", "high", Math.min(high, 0), bounded);
      return bounded;
    },
    { plain: clipOf, kernel: clampKernel },
    options,
    low,
    high,
  );
}

function clipOf(x: number, low: number, high: number): number {
  return Math.min(Math.max(x, low), high);
}

/**
 * `max(x, minVal)`.
 *
 * NaN stays NaN.
 *
 * @throws RangeError if `minVal` is NaN
 * @example
 * ```ts
 * clampMin([-2, 0.5, 7], 0); // => [0, 0.5, 7]
 * ```
 * @python ngclearn.utils.model_utils.clamp_min
 * @differs Upstream multiplies by a mask, so that -Infinity becomes NaN; here it becomes `minVal`.
 */
export function clampMin<X extends Operand>(x: X, minVal: number, options?: OutOption): Out<X> {
  return mapUnary(
    "clampMin",
    x,
    { plain: clampMinOf, kernel: clampKernel },
    options,
    checkNumber("clampMin", "minVal", minVal),
  );
}

function clampMinOf(x: number, minVal: number): number {
  return Math.max(x, minVal);
}

/**
 * `min(x, maxVal)`.
 *
 * NaN stays NaN.
 *
 * @throws RangeError if `maxVal` is NaN
 * @example
 * ```ts
 * clampMax([-2, 0.5, 7], 1); // => [-2, 0.5, 1]
 * ```
 * @python ngclearn.utils.model_utils.clamp_max
 * @differs Upstream multiplies by a mask, so that Infinity becomes NaN; here it becomes `maxVal`.
 */
export function clampMax<X extends Operand>(x: X, maxVal: number, options?: OutOption): Out<X> {
  return mapUnary(
    "clampMax",
    x,
    { plain: clampMaxOf, kernel: clampKernel },
    options,
    checkNumber("clampMax", "maxVal", maxVal),
  );
}

function clampMaxOf(x: number, maxVal: number): number {
  return Math.min(x, maxVal);
}
