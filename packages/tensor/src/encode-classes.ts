import { floatOf } from "./dtype.ts";
import { encodeClassesKernel } from "./encode-classes.kernel.generated.ts";
import { argmax } from "./extremes.ts";
import { asIndices, asRank } from "./internal/as-tensor.ts";
import { checkNumber, checkOptions, checkShape, checkWhole } from "./internal/checks.ts";
import { mapUnary, type Operand } from "./internal/map.ts";
import { outLike, outOf } from "./internal/out.ts";
import { showShape } from "./shape.ts";
import { makeTensor, type Out, type OutOption, type Tensor, type TensorLike } from "./tensor.ts";

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
 * @differs upstream gives 0 at the threshold itself; here it is 1, as the page says.
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
  const largest = argmax(input, { axis: 1 }).data;
  const result = outLike("oneHot", outOf("oneHot", options), input.shape, floatOf(input.dtype), input);
  result.data.fill(0);
  largest.forEach((label, row) => {
    result.data[row * classes + label] = 1;
  });
  return result;
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
  const wanted = checkShape("oneHotLabels", [data.length, numClasses]);
  const rows = new Float32Array(data.length * numClasses);
  for (let i = 0; i < data.length; i++) rows[i * numClasses + data[i]] = 1;
  return makeTensor(rows, wanted, "float32");
}
