import { allocate, type NumericDType } from "./dtype.ts";
import { checkWhole } from "./internal/checks.ts";
import { along, mapLanes } from "./internal/lanes.ts";
import type { AlongOptions } from "./options.ts";
import { sizeOf } from "./shape.ts";
import { type DTypeOf, makeTensor, type Tensor, type TensorLike } from "./tensor.ts";

/**
 * The elements in ascending order along `axis`, NaN last.
 *
 * Stable: -0 and 0 count as equal and keep their order.
 *
 * @throws RangeError if `x` has no such `axis`
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
 * The indices of the elements in ascending order along `axis` (int32), NaN last; of equals, in the order in which they stand.
 *
 * @throws RangeError if `x` has no such `axis`
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
 * The `k` largest elements along `axis` in descending order, and their indices (int32). NaN counts as the largest, 0 as larger than -0;
 * of equals the first comes first.
 *
 * @throws RangeError if `k` is not a whole number from 0 to the axis's length
 * @example
 * ```ts
 * const [values, indices] = topK([5, 9, 7], 2);
 * values; // => [9, 7]
 * indices; // => [1, 2]
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
  const indices = mapLanes(input, at, k, "int32", (lane, order, start, stride) => {
    order.set(ranked(lane, descending).subarray(0, k));
    for (let i = 0; i < k; i++) values.data[start + i * stride] = lane[order[i]];
  });
  return [values, indices];
}

/** The indices of `lane`'s elements in the order of `compare`; equals stay as they stand. */
function ranked(lane: Float64Array, compare: (a: number, b: number) => number): Int32Array {
  return Int32Array.from(lane.keys()).sort((i, j) => compare(lane[i], lane[j]) || i - j);
}

function ascending(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

/** As JAX has it: 0 before -0. */
function descending(a: number, b: number): number {
  return ascending(b, a) || Number(Object.is(a, -0)) - Number(Object.is(b, -0));
}
