import { floatOf } from "./dtype.ts";
import { encodeClassesKernel } from "./encode-classes.kernel.generated.ts";
import { asIndices, asRank } from "./internal/as-tensor.ts";
import { checkNumber, checkOptions, checkWhole } from "./internal/checks.ts";
import { tileOf } from "./internal/fold-rows.ts";
import { mapUnary } from "./internal/map.ts";
import { newTensor } from "./internal/new-tensor.ts";
import { outLike, outOf } from "./internal/out.ts";
import { loadKernel, runRows, tilesOf, WORTHWHILE } from "./internal/tile.ts";
import type { OutOption } from "./options.ts";
import { placesKernel } from "./places.kernel.generated.ts";
import { argmax } from "./places.ts";
import { showShape } from "./shape.ts";
import type { Operand, Out, Tensor, TensorLike } from "./tensor.ts";

/** The cut-off of {@link binarize}. */
export interface BinarizeOptions extends OutOption {
  readonly threshold?: number;
}

/**
 * 0 for `data < threshold`, otherwise 1; NaN gives 0.
 *
 * @throws RangeError if `threshold` is NaN
 * @example
 * ```ts
 * binarize([0.2, 0.5, 0.7]); // => [0, 1, 1]
 * binarize([0.2, 0.5, 0.7], { threshold: 0.6 }); // => [0, 0, 1]
 * ```
 * @python ngclearn.utils.model_utils.binarize
 * @differs Upstream gives 0 at the threshold itself; here it is 1, as its documentation says.
 */
export function binarize<X extends Operand>(data: X, options?: BinarizeOptions): Out<X> {
  const { threshold = 0.5 } = checkOptions("binarize", options);
  checkNumber("binarize", "threshold", threshold);
  const operation = { plain: binarizeOf, kernel: encodeClassesKernel, argument: "data" };
  return mapUnary("binarize", data, operation, options, threshold);
}

function binarizeOf(x: number, threshold: number): number {
  return x >= threshold ? 1 : 0;
}

/**
 * 1 at each row's largest entry, the first of equals, and 0 elsewhere.
 *
 * In a row that holds NaN the first NaN counts as the largest, as in JAX.
 *
 * @param p - shape [rows, classes]
 * @throws RangeError if `p` has not two axes, or rows without entries
 * @example
 * ```ts
 * oneHot([[0.2, 0.7, 0.1], [0.4, 0.4, 0.2]]); // => [[0, 1, 0], [1, 0, 0]]
 * ```
 * @python ngclearn.utils.model_utils.one_hot
 */
export function oneHot<X extends TensorLike>(p: X, options?: OutOption): Out<X>;
export function oneHot(p: TensorLike, options?: OutOption): Out<TensorLike> {
  const input = asRank("oneHot", "p", p, 2);
  const [, classes] = input.shape;
  if (classes === 0)
    throw new RangeError(`oneHot: p must have a class or more, got shape ${showShape(input.shape)}`);
  const dtype = floatOf(input.dtype);
  const result = outLike("oneHot", outOf("oneHot", options), input.shape, dtype, input);
  const wide = dtype === "float64";
  const fits = input.data.length >= WORTHWHILE && classes <= tileOf(wide) && input.dtype === dtype;
  const kernel = fits ? loadKernel(placesKernel) : undefined;
  if (kernel === undefined) encodeLargest(result.data, argmax(input, { axis: 1 }).data, classes);
  else runRows(tilesOf(kernel, wide), "oneHot", result.data, input.data, classes, 0);
  return result;
}

function encodeLargest(to: Float32Array | Float64Array, places: Int32Array, classes: number): void {
  to.fill(0);
  for (let row = 0; row < places.length; row++) to[row * classes + places[row]] = 1;
}

/**
 * A row for each label, 1 at the label and 0 elsewhere: shape [labels, numClasses], float32.
 *
 * @param labels - whole numbers from 0, one axis
 * @throws RangeError if a label is not a whole number from 0 to `numClasses` - 1 (JAX gives a row of zeros)
 * @example
 * ```ts
 * oneHotLabels([2, 0], 3); // => [[0, 0, 1], [1, 0, 0]]
 * ```
 * @python jax.nn.one_hot
 */
export function oneHotLabels(labels: TensorLike, numClasses: number): Tensor<"float32"> {
  checkWhole("oneHotLabels", "numClasses", numClasses, 1);
  const { data, shape } = asIndices("oneHotLabels", "labels", labels, 0, numClasses);
  if (shape.length !== 1)
    throw new RangeError(`oneHotLabels: labels must have 1 axis, got shape ${showShape(shape)}`);
  const rows = newTensor("oneHotLabels", [data.length, numClasses], "float32");
  for (let i = 0; i < data.length; i++) rows.data[i * numClasses + data[i]] = 1;
  return rows;
}
