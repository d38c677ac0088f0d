import { allocate, isFloat, type NumericDType } from "./dtype.ts";
import { asNumeric } from "./internal/as-tensor.ts";
import { checkAxis, checkOptions, checkWhole } from "./internal/checks.ts";
import { laneStart, lanesOf } from "./internal/reduce.ts";
import { type AlongOptions, sizeOf } from "./shape.ts";
import { type DTypeOf, makeTensor, type Tensor, type TensorLike } from "./tensor.ts";

/** The dtype of running sums: bool is counted as int32, all else stays, as in JAX. */
export type CumsumDType<D> = D extends "bool" ? "int32" : D;

/**
 * The elements in ascending order along `axis`, NaN last.
 *
 * Stable: -0 and 0 count as equal and keep their order.
 * @example
 * ```ts
 * sort([3, NaN, -1, 2]); // => [-1, 2, 3, NaN]
 * sort([[3, 1], [2, 4]], { axis: 0 }); // => [[2, 1], [3, 4]]
 * ```
 * @python numpy.sort
 */
export function sort<X extends TensorLike>(x: X, options?: AlongOptions): Tensor<DTypeOf<X>>;
export function sort(x: TensorLike, options?: AlongOptions): Tensor {
  const { input, at } = along("sort", x, options);
  return mapLanes(input, at, input.shape[at], input.dtype, (lane, sorted) => {
    sorted.set(lane);
    // Without a comparison the engine sorts by itself, 4 times as fast, but puts -0 before 0.
    if (lane.some((value) => Object.is(value, -0))) sorted.sort(ascending);
    else sorted.sort();
  });
}

/**
 * The places of the elements in ascending order along `axis` (int32), NaN last; of equals, in the order in which they stand.
 * @example
 * ```ts
 * argsort([30, 10, 20]); // => [1, 2, 0]
 * ```
 * @python numpy.argsort
 */
export function argsort(x: TensorLike, options?: AlongOptions): Tensor<"int32"> {
  const { input, at } = along("argsort", x, options);
  return mapLanes(input, at, input.shape[at], "int32", (lane, order) => {
    order.set(ranked(lane, ascending));
  }) as Tensor<"int32">;
}

/**
 * The `k` largest elements along `axis` in descending order, and their places (int32). NaN counts as the largest; of equals
 * the first comes first.
 *
 * @throws RangeError if `k` is not a whole number from 0 to the axis's length
 * @example
 * ```ts
 * const [values, places] = topK([5, 9, 7], 2);
 * values; // => [9, 7]
 * places; // => [1, 2]
 * ```
 * @python jax.lax.top_k
 */
export function topK<X extends TensorLike>(
  x: X,
  k: number,
  options?: AlongOptions,
): [values: Tensor<DTypeOf<X>>, indices: Tensor<"int32">];
export function topK(x: TensorLike, k: number, options?: AlongOptions): [Tensor, Tensor] {
  const { input, at } = along("topK", x, options);
  checkWhole("topK", "k", k, 0, input.shape[at]);
  const shape = input.shape.map((n, axis) => (axis === at ? k : n));
  const values = makeTensor<NumericDType>(
    allocate<NumericDType>(input.dtype, sizeOf(shape)),
    shape,
    input.dtype,
  );
  const places = mapLanes(input, at, k, "int32", (lane, order, start, stride) => {
    order.set(ranked(lane, descending).subarray(0, k));
    for (let i = 0; i < k; i++) values.data[start + i * stride] = lane[order[i]];
  });
  return [values, places];
}

/**
 * The running sums along `axis`: element `i` is the sum of those up to and with `i`.
 *
 * Added in double precision; integers wrap around, bools are counted as int32.
 * @example
 * ```ts
 * cumsum([1, 2, 3]); // => [1, 3, 6]
 * cumsum([[1, 2], [3, 4]], { axis: 0 }); // => [[1, 2], [4, 6]]
 * ```
 * @python jax.numpy.cumsum
 */
export function cumsum<X extends TensorLike>(x: X, options?: AlongOptions): Tensor<CumsumDType<DTypeOf<X>>>;
export function cumsum(x: TensorLike, options?: AlongOptions): Tensor {
  const { input, at } = along("cumsum", x, options);
  const dtype = input.dtype === "bool" ? "int32" : input.dtype;
  const whole = !isFloat(dtype);
  return mapLanes(input, at, input.shape[at], dtype, (lane, sums) => {
    let sum = 0;
    for (let i = 0; i < lane.length; i++) {
      sum = whole ? (sum + lane[i]) | 0 : sum + lane[i];
      sums[i] = sum;
    }
  });
}

function along(
  fn: string,
  x: TensorLike,
  options: AlongOptions | undefined,
): { input: Tensor<NumericDType>; at: number } {
  const { axis = -1 } = checkOptions(fn, options);
  const input = asNumeric(fn, "x", x);
  return { input, at: checkAxis(fn, axis, input.shape.length) };
}

/**
 * A tensor whose lanes along axis `at`, now of `length`, are what `visit` makes of the input's. In the tensor a lane begins at
 * `start` and its elements lie `stride` apart.
 */
function mapLanes(
  input: Tensor<NumericDType>,
  at: number,
  length: number,
  dtype: NumericDType,
  visit: (lane: Float64Array, result: Float64Array, start: number, stride: number) => void,
): Tensor {
  const { count, stride } = lanesOf(input.shape, at);
  const shape = input.shape.map((n, axis) => (axis === at ? length : n));
  const data = allocate<NumericDType>(dtype, sizeOf(shape));
  const [from, to] = [allocate<NumericDType>(input.dtype, count), allocate<NumericDType>(dtype, length)];
  const lanes = count === 0 ? 0 : input.data.length / count;
  for (let i = 0; i < lanes; i++) {
    const source = laneStart(i, count, stride);
    for (let k = 0; k < count; k++) from[k] = input.data[source + k * stride];
    const start = laneStart(i, length, stride);
    visit(from as Float64Array, to as Float64Array, start, stride);
    for (let k = 0; k < length; k++) data[start + k * stride] = to[k];
  }
  return makeTensor<NumericDType>(data, shape, dtype);
}

/** The places of `lane`'s elements in the order of `compare`; equals stay as they stand. */
function ranked(lane: Float64Array, compare: (a: number, b: number) => number): Int32Array {
  return Int32Array.from(lane.keys()).sort((i, j) => compare(lane[i], lane[j]) || i - j);
}

function ascending(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

function descending(a: number, b: number): number {
  return ascending(b, a);
}
