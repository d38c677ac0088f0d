import { asTensor } from "./internal/as-tensor.ts";
import { checkShape } from "./internal/checks.ts";
import { copyStrided } from "./internal/strided.ts";
import { broadcastShapes, broadcastStrides, type Shape, sameShape, showShape } from "./shape.ts";
import type { DTypeOf, Tensor, TensorLike } from "./tensor.ts";

/**
 * `x` repeated along new axes and along those of length 1, by NumPy's rule, so that it has `shape`. A copy.
 *
 * @throws RangeError if `x` does not broadcast to `shape`
 * @example
 * ```ts
 * broadcastTo([1, 2], [3, 2]); // => [[1, 2], [1, 2], [1, 2]]
 * ```
 * @python numpy.broadcast_to
 */
export function broadcastTo<X extends TensorLike>(x: X, shape: Shape): Tensor<DTypeOf<X>>;
export function broadcastTo(x: TensorLike, shape: Shape): Tensor {
  const input = asTensor("broadcastTo", "x", x);
  const wanted = checkShape("broadcastTo", shape);
  if (!sameShape(broadcastShapes(input.shape, wanted) ?? [-1], wanted)) {
    throw new RangeError(
      `broadcastTo: x must broadcast to ${showShape(wanted)}, got shape ${showShape(input.shape)}`,
    );
  }
  return copyStrided("broadcastTo", input, wanted, broadcastStrides(input.shape, wanted.length));
}
