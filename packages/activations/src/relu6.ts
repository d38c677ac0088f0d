import type { Operand, Out, OutOption } from "@ngc/tensor";
import { mapUnary } from "@ngc/tensor/authoring";
import { relu6Kernel } from "./relu6.kernel.generated.ts";

/**
 * The linear rectifier bounded at 6: `min(max(0, x), 6)`.
 *
 * A rectifier with a ceiling: activity cannot run away, and few bits can hold it.
 *
 * -0 gives 0, NaN gives NaN.
 *
 * @example
 * ```ts
 * relu6([-2, 3, 8]); // => [0, 3, 6]
 * ```
 * @python ngclearn.utils.model_utils.relu6
 * @source Krizhevsky 2010, Convolutional Deep Belief Networks on CIFAR-10
 */
export function relu6<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("relu6", x, { plain: relu6Of, kernel: relu6Kernel }, options);
}

function relu6Of(x: number): number {
  return Math.min(Math.max(0, x), 6);
}

/**
 * Derivative of {@link relu6}: 1 for `0 < x <= 6`, else 0.
 *
 * The slope is 0 at the lower kink and 1 at the upper. It is a comparison, so NaN gives 0.
 *
 * @example
 * ```ts
 * dRelu6([0, 3, 6, 8]); // => [0, 1, 1, 0]
 * ```
 * @python ngclearn.utils.model_utils.d_relu6
 * @differs At 0 ngc-learn's releases disagree: 0 in 2.0, 1 in 3.2; here it is 0.
 */
export function dRelu6<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("dRelu6", x, { plain: dRelu6Of, kernel: relu6Kernel }, options);
}

function dRelu6Of(x: number): number {
  return x > 0 && x <= 6 ? 1 : 0;
}
