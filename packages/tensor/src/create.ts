import { type DType, empty, isFloat } from "./dtype.ts";
import { asTensor, fromNested } from "./internal/as-tensor.ts";
import {
  checkDType,
  checkFinite,
  checkHeld,
  checkShape,
  checkWhole,
  wrongKind,
  wrongValue,
} from "./internal/checks.ts";
import { convert } from "./internal/convert.ts";
import { newTensor } from "./internal/new-tensor.ts";
import { type Shape, showShape, sizeOf } from "./shape.ts";
import { type DTypeOf, makeTensor, type PlainTensor, type Tensor, type TensorLike } from "./tensor.ts";

/**
 * A tensor of `values`. A typed array is wrapped, not copied, unless `dtype` asks for another kind; nested numbers are copied.
 *
 * Towards an integer dtype values are converted as typed arrays do it: fractions are cut, what is too large wraps around.
 *
 * @param values - nested numbers, a typed array, a number (a scalar), or a tensor
 * @param shape - lengths of the axes; by default those of the nesting, or one axis
 * @param dtype - by default the typed array's own, otherwise float32
 * @throws RangeError if the nesting is uneven or `shape` does not hold just these values
 * @example
 * ```ts
 * tensor([[1, 2], [3, 4]]).shape; // => [2, 2]
 * tensor(new Float64Array(6), [2, 3]).dtype; // => "float64"
 * ```
 * @python numpy.array
 */
export function tensor<X extends number | TensorLike>(
  values: X,
  shape?: Shape,
): Tensor<X extends number ? "float32" : DTypeOf<X>>;
export function tensor<D extends DType>(
  values: number | TensorLike,
  shape: Shape | undefined,
  dtype: D,
): Tensor<D>;
export function tensor(values: number | TensorLike, shape?: Shape, dtype?: DType): Tensor {
  if (dtype !== undefined) checkDType("tensor", dtype);
  const { data, shape: own, dtype: type } = flatten(values, dtype);
  const wanted = shape === undefined ? own : checkShape("tensor", shape);
  if (sizeOf(wanted) !== data.length) {
    throw new RangeError(
      `tensor: shape ${showShape(wanted)} must hold ${sizeOf(wanted)} values, got ${data.length}`,
    );
  }
  return makeTensor(data, wanted, type) as Tensor;
}

function flatten(values: number | TensorLike, dtype: DType | undefined): PlainTensor {
  const exact =
    typeof values === "number"
      ? makeTensor(Float64Array.of(values), [], "float64")
      : Array.isArray(values)
        ? fromNested("tensor", "values", values, "float64")
        : undefined;
  const source = exact ?? asTensor("tensor", "values", values);
  const wanted = dtype ?? (exact === undefined ? source.dtype : "float32");
  if (wanted === source.dtype) return source;
  return { data: convert("tensor", source.data, wanted), shape: source.shape, dtype: wanted };
}

/**
 * A tensor of zeros.
 *
 * @throws RangeError if a length in `shape` is no whole number from 0 on, or memory for all of them is not to be had
 * @example
 * ```ts
 * zeros([2, 3]); // => [[0, 0, 0], [0, 0, 0]]
 * ```
 * @python numpy.zeros
 */
export function zeros<D extends DType = "float32">(
  shape: Shape,
  dtype: D = "float32" as D,
): Tensor<NoInfer<D>> {
  const wanted = checkShape("zeros", shape);
  checkDType("zeros", dtype);
  return newTensor("zeros", wanted, dtype);
}

/**
 * A tensor of ones.
 *
 * @throws RangeError if a length in `shape` is no whole number from 0 on, or memory for all of them is not to be had
 * @example
 * ```ts
 * ones([3], "int32"); // => [1, 1, 1]
 * ```
 * @python numpy.ones
 */
export function ones<D extends DType = "float32">(
  shape: Shape,
  dtype: D = "float32" as D,
): Tensor<NoInfer<D>> {
  return filled("ones", shape, 1, dtype);
}

/**
 * A tensor whose every element is `value`.
 *
 * @param value - a number, or a bigint for 64-bit integers
 * @throws RangeError if a length in `shape` is no whole number from 0 on, or `value` is none that `dtype` holds
 * @example
 * ```ts
 * full([2, 2], 0.5); // => [[0.5, 0.5], [0.5, 0.5]]
 * ```
 * @python numpy.full
 */
export function full<D extends DType = "float32">(
  shape: Shape,
  value: number | bigint,
  dtype: D = "float32" as D,
): Tensor<NoInfer<D>> {
  if (typeof value !== "number" && typeof value !== "bigint")
    throw wrongKind("full", "value must be a number", value);
  checkDType("full", dtype);
  checkHeld("full", "value", value, dtype);
  return filled("full", shape, value, dtype);
}

function filled<D extends DType>(fn: string, shape: Shape, value: number | bigint, dtype: D): Tensor<D> {
  const wanted = checkShape(fn, shape);
  checkDType(fn, dtype);
  const result = newTensor(fn, wanted, dtype, empty);
  (result.data as Float64Array).fill(convert(fn, [value], dtype)[0] as number);
  return result;
}

/**
 * The matrix [n, m] with ones where row and column are equal, zeros elsewhere.
 *
 * @throws RangeError if `n` or `m` is no whole number from 0 on
 * @example
 * ```ts
 * eye(2, 3); // => [[1, 0, 0], [0, 1, 0]]
 * ```
 * @python numpy.eye
 */
export function eye<D extends DType = "float32">(
  n: number,
  m = n,
  dtype: D = "float32" as D,
): Tensor<NoInfer<D>> {
  checkWhole("eye", "n", n);
  checkWhole("eye", "m", m);
  const result = filled("eye", [n, m], 0, dtype);
  const one = convert("eye", [1], dtype)[0];
  for (let i = 0; i < Math.min(n, m); i++) result.data[i * m + i] = one;
  return result;
}

/**
 * `start + i step` for each whole `i` from 0 while that is before `stop`; one argument counts from 0 to it.
 *
 * There are `ceil((stop - start) / step)` elements, each computed in double precision.
 *
 * @throws RangeError if a number is not finite or `step` is 0
 * @example
 * ```ts
 * arange(4); // => [0, 1, 2, 3]
 * arange(1, 2, 0.25); // => [1, 1.25, 1.5, 1.75]
 * arange(3, 0, -1, "int32"); // => [3, 2, 1]
 * ```
 * @python numpy.arange
 */
export function arange(stop: number): Tensor<"float32">;
export function arange<D extends DType = "float32">(
  start: number,
  stop: number,
  step?: number,
  dtype?: D,
): Tensor<NoInfer<D>>;
export function arange(first: number, second?: number, step = 1, dtype: DType = "float32"): Tensor {
  const start = second === undefined ? 0 : checkFinite("arange", "start", first);
  const stop = checkFinite("arange", "stop", second === undefined ? first : second);
  if (checkFinite("arange", "step", step) === 0) throw wrongValue("arange", "step must not be 0", step);
  checkDType("arange", dtype);
  const [length] = checkShape("arange", [Math.max(0, Math.ceil((stop - start) / step))]);
  const exact = newTensor("arange", [length], "float64", empty).data;
  for (let i = 0; i < length; i++) exact[i] = start + i * step;
  return makeTensor(convert("arange", exact, dtype), [length], dtype) as Tensor;
}

/**
 * `num` numbers at equal distances from `start` to `stop`, both included.
 *
 * Integer dtypes get the floor of each, as in NumPy.
 *
 * @throws RangeError if `start` or `stop` is not finite
 * @example
 * ```ts
 * linspace(0, 1, 5); // => [0, 0.25, 0.5, 0.75, 1]
 * ```
 * @python numpy.linspace
 */
export function linspace<D extends DType = "float32">(
  start: number,
  stop: number,
  num = 50,
  dtype: D = "float32" as D,
): Tensor<NoInfer<D>> {
  checkFinite("linspace", "start", start);
  checkFinite("linspace", "stop", stop);
  const [length] = checkShape("linspace", [checkWhole("linspace", "num", num)]);
  checkDType("linspace", dtype);
  // Halves of numbers that lie farther apart than a double can say.
  const part = Number.isFinite(stop - start) ? 1 : 0.5;
  const steps = Math.max(1, length - 1);
  const distance = stop * part - start * part;
  const step = distance / steps;
  const exact = newTensor("linspace", [length], "float64", empty).data;
  for (let i = 0; i < length; i++) {
    // Where the step is too small for a double, as NumPy does.
    const way = step === 0 ? (i / steps) * distance : i * step;
    exact[i] = i > 0 && i === steps ? stop : (start * part + way) / part;
  }
  return makeTensor(
    convert("linspace", isFloat(dtype) ? exact : exact.map(Math.floor), dtype),
    [length],
    dtype,
  );
}

/**
 * A copy that shares no memory with `x`.
 * @example
 * ```ts
 * clone([1, 2]); // => [1, 2]
 * ```
 * @python numpy.copy
 */
export function clone<X extends TensorLike>(x: X): Tensor<DTypeOf<X>>;
export function clone(x: TensorLike): Tensor {
  const { data, shape, dtype } = asTensor("clone", "x", x);
  return makeTensor(data.slice(), shape.slice(), dtype) as Tensor;
}
