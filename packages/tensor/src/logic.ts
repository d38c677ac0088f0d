import { type Common, commonDType, type NumericDType } from "./dtype.ts";
import { checkHeld } from "./internal/checks.ts";
import { mapTruth, type Operand } from "./internal/map.ts";
import { outLike, outOf } from "./internal/out.ts";
import { asOperand, commonShape, comparePair, elements, pairDType, shapeOf } from "./internal/pairs.ts";
import { runChoice } from "./internal/run-pairs.ts";
import { eachRow } from "./internal/strided.ts";
import { loadKernel, tilesFor } from "./internal/tile.ts";
import { logicKernel } from "./logic.kernel.generated.ts";
import { broadcastStrides } from "./shape.ts";
import type { DTypeOf, Mixed, OutOption, Tensor, Truth } from "./tensor.ts";

/**
 * Whether neither `a` nor `b` is 0; NaN is not 0.
 * @example
 * ```ts
 * logicalAnd([0, 1, 2], [1, 0, 3]); // => [0, 0, 1]
 * ```
 * @python numpy.logical_and
 */
export function logicalAnd<A extends Operand, B extends Operand>(
  a: A,
  b: B,
  options?: OutOption,
): Truth<A, B> {
  return comparePair("logicalAnd", a, b, { plain: andOf, kernel: logicKernel }, options);
}

function andOf(a: number, b: number): number {
  return a !== 0 && b !== 0 ? 1 : 0;
}

/**
 * Whether `a` or `b` is not 0.
 * @example
 * ```ts
 * logicalOr([0, 1, 2], [0, 0, 3]); // => [0, 1, 1]
 * ```
 * @python numpy.logical_or
 */
export function logicalOr<A extends Operand, B extends Operand>(
  a: A,
  b: B,
  options?: OutOption,
): Truth<A, B> {
  return comparePair("logicalOr", a, b, { plain: orOf, kernel: logicKernel }, options);
}

function orOf(a: number, b: number): number {
  return a !== 0 || b !== 0 ? 1 : 0;
}

/**
 * Whether `x` is 0.
 * @example
 * ```ts
 * logicalNot([0, 1, NaN]); // => [1, 0, 0]
 * ```
 * @python numpy.logical_not
 */
export function logicalNot<X extends Operand>(x: X, options?: OutOption): Truth<X> {
  return mapTruth("logicalNot", x, { plain: notOf, kernel: logicKernel }, options);
}

function notOf(x: number): number {
  return x === 0 ? 1 : 0;
}

/** What {@link where} gives: a number for three numbers, otherwise a tensor of what holds both `a` and `b`. */
export type Chosen<C, A, B> = A extends number
  ? B extends number
    ? C extends number
      ? number
      : Tensor<"float32">
    : Mixed<A, B>
  : B extends number
    ? Mixed<A, B>
    : Tensor<Common<DTypeOf<A>, DTypeOf<B>>>;

/**
 * `a` where `cond` is not 0, otherwise `b`.
 *
 * All three broadcast. Of one dtype, `a` and `b` keep it (bools too); two numbers give float32.
 *
 * @throws RangeError if the shapes do not broadcast, or integers cannot hold the number beside them
 * @example
 * ```ts
 * where([1, 0, 1], [1, 2, 3], 0); // => [1, 0, 3]
 * ```
 * @python numpy.where
 */
export function where<C extends Operand, A extends Operand, B extends Operand>(
  cond: C,
  a: A,
  b: B,
  options?: OutOption,
): Chosen<C, A, B>;
export function where(cond: Operand, a: Operand, b: Operand, options?: OutOption): number | Tensor {
  const test = asOperand("where", "cond", cond);
  const x = asOperand("where", "a", a);
  const y = asOperand("where", "b", b);
  const areNumbers = typeof test === "number" && typeof x === "number" && typeof y === "number";
  const out = outOf("where", options, areNumbers);
  if (areNumbers) return test === 0 ? y : x;
  const dtype = chosenDType(x, y);
  checkHeld("where", "a", x, dtype);
  checkHeld("where", "b", y, dtype);
  const [p, q, r] = [elements(test, "float64"), elements(x, dtype), elements(y, dtype)];
  const shapes = [shapeOf(test), shapeOf(x), shapeOf(y)];
  const shape = commonShape("where", "cond, a and b", ...shapes);
  const result = outLike("where", out, shape, dtype, test, x, y);
  const to = result.data as Float64Array;
  const whole =
    typeof test !== "number" && test.data.length === to.length && test.data.BYTES_PER_ELEMENT === 1;
  const fit = whole && fits(x, dtype, to.length) && fits(y, dtype, to.length);
  const tiles = fit ? tilesFor(loadKernel(logicKernel), "where", dtype) : undefined;
  if (tiles !== undefined) {
    runChoice(tiles, "where", to, p as Uint8Array, q, r);
    return result;
  }
  const strides = shapes.map((own) => broadcastStrides(own, shape.length));
  eachRow(shape, strides, (start, [atP, atQ, atR], [stepP, stepQ, stepR], length) => {
    for (let i = 0; i < length; i++)
      to[start + i] = p[atP + i * stepP] === 0 ? r[atR + i * stepR] : q[atQ + i * stepQ];
  });
  return result;
}

/** Whether `x` is a number, or as many elements of `dtype` as the answer has. */
function fits(x: Tensor<NumericDType> | number, dtype: NumericDType, length: number): boolean {
  return typeof x === "number" || (x.dtype === dtype && x.data.length === length);
}

function chosenDType(a: Tensor<NumericDType> | number, b: Tensor<NumericDType> | number): NumericDType {
  if (typeof a === "number" && typeof b === "number") return "float32";
  if (typeof a === "number" || typeof b === "number") return pairDType(a, b);
  return commonDType(a.dtype, b.dtype);
}
