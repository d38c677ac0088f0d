import type { Operand, Out, OutOption } from "@ngc/tensor";
import { checkNumber, checkOptions, mapUnary } from "@ngc/tensor/authoring";
import { thresholdKernel } from "./threshold.kernel.generated.ts";

/** Where {@link threshold} steps from 0 to 1. */
export interface ThresholdOptions extends OutOption {
  readonly thr?: number;
}

/**
 * A step at a threshold: 1 for `x >= thr`, else 0.
 *
 * A unit that fires where its drive reaches `thr`. Its slope is 0 wherever it has one, so that learning through it
 * needs a surrogate.
 *
 * NaN gives 0. Beside float32 data `thr` is rounded to float32, so that 0.1 meets 0.1.
 *
 * @param options - `thr`, 1 by default
 * @throws RangeError if `thr` is NaN
 * @example
 * ```ts
 * threshold([0.5, 1, 3]); // => [0, 1, 1]
 * threshold([0.5, 1, 3], { thr: 2 }); // => [0, 0, 1]
 * ```
 * @python ngclearn.utils.model_utils.threshold
 */
export function threshold<X extends Operand>(x: X, options?: ThresholdOptions): Out<X> {
  return mapUnary(
    "threshold",
    x,
    { plain: thresholdOf, kernel: thresholdKernel },
    options,
    checkThreshold("threshold", options),
  );
}

function thresholdOf(x: number, thr: number): number {
  return x >= thr ? 1 : 0;
}

/**
 * Straight-through derivative of {@link threshold}: 1 everywhere, for NaN and Infinity too.
 *
 * It is not the slope, which is 0 or undefined: a gradient passes as if the step were the identity.
 *
 * @param options - `thr`, which changes nothing
 * @throws RangeError if `thr` is NaN
 * @example
 * ```ts
 * dThreshold([0.5, Infinity], { thr: 2 }); // => [1, 1]
 * ```
 * @python ngclearn.utils.model_utils.d_threshold
 * @differs Upstream computes `x * 0 + 1`, which is NaN at Infinity; here it is 1.
 * @source Bengio, Léonard and Courville 2013, https://arxiv.org/abs/1308.3432
 */
export function dThreshold<X extends Operand>(x: X, options?: ThresholdOptions): Out<X> {
  return mapUnary("dThreshold", x, 1, options, checkThreshold("dThreshold", options));
}

function checkThreshold(fn: string, options: ThresholdOptions | undefined): number {
  const { thr = 1 } = checkOptions(fn, options);
  return checkNumber(fn, "thr", thr);
}
