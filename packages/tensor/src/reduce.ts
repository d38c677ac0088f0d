import { type DType, floatOf, type NumericDType } from "./dtype.ts";
import { asRank } from "./internal/as-tensor.ts";
import { type Folding, foldAlong } from "./internal/fold-along.ts";
import { boolOf } from "./internal/map.ts";
import { type OfIntegers, reduce } from "./internal/reduce.ts";
import { sumOf } from "./internal/sum.ts";
import type { AxisOptions, ReduceOptions, WholeOptions } from "./options.ts";
import { sumKernel } from "./sum.kernel.generated.ts";
import type { DTypeOf, Out, Tensor, TensorLike } from "./tensor.ts";

/** The dtype of sums and products along an axis: bool is counted as int32, uint8 as uint32, as in JAX. */
export type SumDType<D extends DType> = D extends "bool" ? "int32" : D extends "uint8" ? "uint32" : D;

/** What sums and products along an axis give for `X`. */
export type Sum<X> = Tensor<SumDType<DTypeOf<X>>>;

const summing: Folding = {
  plain: sumOf,
  fold: foldAlong,
  kernel: sumKernel,
  name: "sum",
  // The sum of a piece, and what that lost.
  parts: 2,
};

const averaging: Folding = {
  plain: meanOf,
  fold: foldAlong,
  kernel: sumKernel,
  name: "sum",
  parts: 2,
  finish: ratioOf,
};

function sumDType(dtype: NumericDType): NumericDType {
  return dtype === "bool" ? "int32" : dtype === "uint8" ? "uint32" : dtype;
}

/**
 * The sum of the elements: a number, or along `axis` a tensor. 0 of no elements.
 *
 * Added in double precision, with what each addition rounds off carried along. Along an axis integers wrap around; the number
 * does not.
 *
 * @param options - `axis` is counted from the end where negative; `keepDims` leaves the reduced axes with length 1
 * @example
 * ```ts
 * sum([[1, 2], [3, 4]]); // => 10
 * sum([[1, 2], [3, 4]], { axis: 0 }); // => [4, 6]
 * ```
 * @python numpy.sum
 */
export function sum(x: TensorLike, options?: WholeOptions): number;
export function sum<X extends TensorLike>(x: X, options: AxisOptions): Sum<X>;
export function sum<X extends TensorLike>(x: X, options?: ReduceOptions): number | Sum<X>;
export function sum(x: TensorLike, options?: ReduceOptions): number | Tensor {
  return reduce("sum", x, options, sumDType, summing);
}

/**
 * The product of the elements: a number, or along `axis` a tensor. 1 of no elements.
 *
 * Along an axis integers wrap around; the number does not: where it is too large for a double it is an infinity.
 * @example
 * ```ts
 * prod([[1, 2], [3, 4]], { axis: 1 }); // => [2, 12]
 * ```
 * @python numpy.prod
 */
export function prod(x: TensorLike, options?: WholeOptions): number;
export function prod<X extends TensorLike>(x: X, options: AxisOptions): Sum<X>;
export function prod<X extends TensorLike>(x: X, options?: ReduceOptions): number | Sum<X>;
export function prod(x: TensorLike, options?: ReduceOptions): number | Tensor {
  return reduce("prod", x, options, sumDType, prodOf, ofIntegers);
}

function prodOf(data: ArrayLike<number>, start: number, count: number): number {
  let product = 1;
  for (let i = start; i < start + count; i++) product *= data[i];
  return product;
}

const ofIntegers: OfIntegers = { whole: wholeProdOf, along: wrappedProdOf };

/** 0 where an integer is 0, even if the others overflow, and never -0. A product that a double can hold comes out exact. */
function wholeProdOf(data: ArrayLike<number>, start: number, count: number): number {
  let product = 1;
  for (let i = start; i < start + count; i++) {
    if (data[i] === 0) return 0;
    product *= data[i];
  }
  return product;
}

function wrappedProdOf(data: ArrayLike<number>, start: number, count: number): number {
  let product = 1;
  for (let i = start; i < start + count; i++) product = Math.imul(product, data[i]);
  return product;
}

/**
 * The mean of the elements: a number, or along `axis` a tensor. NaN of no elements; integers give float32.
 *
 * Does not overflow where the elements are finite.
 * @example
 * ```ts
 * mean([[1, 2], [3, 4]]); // => 2.5
 * mean([[1, 2], [3, 4]], { axis: 1, keepDims: true }); // => [[1.5], [3.5]]
 * ```
 * @python numpy.mean
 */
export function mean(x: TensorLike, options?: WholeOptions): number;
export function mean<X extends TensorLike>(x: X, options: AxisOptions): Out<X>;
export function mean<X extends TensorLike>(x: X, options?: ReduceOptions): number | Out<X>;
export function mean(x: TensorLike, options?: ReduceOptions): number | Tensor {
  return reduce("mean", x, options, floatOf, averaging);
}

/** Undefined where a sum of float64 may have overflowed; those of float32 do not in double precision. */
function ratioOf(sum: number, count: number, wide: boolean): number | undefined {
  return wide && !Number.isFinite(sum) ? undefined : sum / count;
}

function meanOf(data: ArrayLike<number>, start: number, count: number): number {
  const sum = sumOf(data, start, count);
  if (Number.isFinite(sum)) return sum / count;
  const small = Float64Array.from({ length: count }, (_, i) => data[start + i] * 2 ** -64);
  return (sumOf(small, 0, count) / count) * 2 ** 64;
}

/**
 * The sum of a matrix's diagonal.
 *
 * @throws RangeError if `x` has not two axes
 * @example
 * ```ts
 * trace([[1, 2], [3, 4]]); // => 5
 * ```
 * @python numpy.trace
 */
export function trace(x: TensorLike): number {
  const { data, shape } = asRank("trace", "x", x, 2);
  const diagonal = Float64Array.from({ length: Math.min(...shape) }, (_, i) => data[i * (shape[1] + 1)]);
  return sumOf(diagonal, 0, diagonal.length);
}

/**
 * Whether no element is 0: a boolean, or along `axis` a tensor of bools. True of no elements; NaN is not 0.
 * @example
 * ```ts
 * all([1, 2, 0]); // => false
 * all([[1, 2], [0, 3]], { axis: 1 }); // => [1, 0]
 * ```
 * @python numpy.all
 */
export function all(x: TensorLike, options?: WholeOptions): boolean;
export function all(x: TensorLike, options: AxisOptions): Tensor<"bool">;
export function all(x: TensorLike, options?: ReduceOptions): boolean | Tensor<"bool">;
export function all(x: TensorLike, options?: ReduceOptions): boolean | Tensor {
  const result = reduce("all", x, options, boolOf, allOf);
  return typeof result === "number" ? result === 1 : result;
}

function allOf(data: ArrayLike<number>, start: number, count: number): number {
  for (let i = start; i < start + count; i++) if (data[i] === 0) return 0;
  return 1;
}

/**
 * Whether some element is not 0: a boolean, or along `axis` a tensor of bools. False of no elements.
 * @example
 * ```ts
 * any([0, 0, 3]); // => true
 * ```
 * @python numpy.any
 */
export function any(x: TensorLike, options?: WholeOptions): boolean;
export function any(x: TensorLike, options: AxisOptions): Tensor<"bool">;
export function any(x: TensorLike, options?: ReduceOptions): boolean | Tensor<"bool">;
export function any(x: TensorLike, options?: ReduceOptions): boolean | Tensor {
  const result = reduce("any", x, options, boolOf, anyOf);
  return typeof result === "number" ? result === 1 : result;
}

function anyOf(data: ArrayLike<number>, start: number, count: number): number {
  for (let i = start; i < start + count; i++) if (data[i] !== 0) return 1;
  return 0;
}
