import { comparisonKernel } from "./comparison.kernel.generated.ts";
import { checkFlag, checkOptions, checkWithin } from "./internal/checks.ts";
import { mapTruth } from "./internal/map.ts";
import { asOperand, commonShape, comparePair, elements, pairDType, shapeOf } from "./internal/pairs.ts";
import { eachRow } from "./internal/strided.ts";
import type { OutOption } from "./options.ts";
import { broadcastStrides } from "./shape.ts";
import type { Operand, Truth } from "./tensor.ts";

/**
 * Whether `a = b`: a tensor of bools, or 1 or 0 for two numbers. NaN equals nothing.
 *
 * A number beside float32 is rounded to float32 first, as in NumPy and JAX. So it is for all comparisons.
 * @example
 * ```ts
 * equal([1, 2, NaN], [1, 3, NaN]); // => [1, 0, 0]
 * ```
 * @python numpy.equal
 */
export function equal<A extends Operand, B extends Operand>(a: A, b: B, options?: OutOption): Truth<A, B> {
  return comparePair("equal", a, b, { plain: equalOf, kernel: comparisonKernel }, options);
}

function equalOf(a: number, b: number): number {
  return a === b ? 1 : 0;
}

/**
 * Whether `a` and `b` differ; NaN differs from everything.
 * @example
 * ```ts
 * notEqual([1, 2, NaN], [1, 3, NaN]); // => [0, 1, 1]
 * ```
 * @python numpy.not_equal
 */
export function notEqual<A extends Operand, B extends Operand>(a: A, b: B, options?: OutOption): Truth<A, B> {
  return comparePair("notEqual", a, b, { plain: notEqualOf, kernel: comparisonKernel }, options);
}

function notEqualOf(a: number, b: number): number {
  return a === b ? 0 : 1;
}

/**
 * Whether `a > b`.
 * @example
 * ```ts
 * greater([1, 2, 3], 2); // => [0, 0, 1]
 * ```
 * @python numpy.greater
 */
export function greater<A extends Operand, B extends Operand>(a: A, b: B, options?: OutOption): Truth<A, B> {
  return comparePair("greater", a, b, { plain: greaterOf, kernel: comparisonKernel }, options);
}

function greaterOf(a: number, b: number): number {
  return a > b ? 1 : 0;
}

/**
 * Whether `a >= b`.
 * @example
 * ```ts
 * greaterEqual([1, 2, 3], 2); // => [0, 1, 1]
 * ```
 * @python numpy.greater_equal
 */
export function greaterEqual<A extends Operand, B extends Operand>(
  a: A,
  b: B,
  options?: OutOption,
): Truth<A, B> {
  return comparePair("greaterEqual", a, b, { plain: greaterEqualOf, kernel: comparisonKernel }, options);
}

function greaterEqualOf(a: number, b: number): number {
  return a >= b ? 1 : 0;
}

/**
 * Whether `a < b`.
 * @example
 * ```ts
 * less([1, 2, 3], 2); // => [1, 0, 0]
 * ```
 * @python numpy.less
 */
export function less<A extends Operand, B extends Operand>(a: A, b: B, options?: OutOption): Truth<A, B> {
  return comparePair("less", a, b, { plain: lessOf, kernel: comparisonKernel }, options);
}

function lessOf(a: number, b: number): number {
  return a < b ? 1 : 0;
}

/**
 * Whether `a <= b`.
 * @example
 * ```ts
 * lessEqual([1, 2, 3], 2); // => [1, 1, 0]
 * ```
 * @python numpy.less_equal
 */
export function lessEqual<A extends Operand, B extends Operand>(
  a: A,
  b: B,
  options?: OutOption,
): Truth<A, B> {
  return comparePair("lessEqual", a, b, { plain: lessEqualOf, kernel: comparisonKernel }, options);
}

function lessEqualOf(a: number, b: number): number {
  return a <= b ? 1 : 0;
}

/**
 * Whether `x` is NaN.
 * @example
 * ```ts
 * isNaN([0, NaN, Infinity]); // => [0, 1, 0]
 * ```
 * @python numpy.isnan
 */
// biome-ignore lint/suspicious/noShadowRestrictedNames: NumPy's name; the global is used nowhere here
export function isNaN<X extends Operand>(x: X, options?: OutOption): Truth<X> {
  return mapTruth("isNaN", x, { plain: isNaNOf, kernel: comparisonKernel }, options);
}

function isNaNOf(x: number): number {
  return Number.isNaN(x) ? 1 : 0;
}

/** How close is close: `atol + rtol |b|`, by default 1e-8 and 1e-5. */
export interface AllCloseOptions {
  readonly rtol?: number;
  readonly atol?: number;
  /** Whether NaN is close to NaN; false by default. */
  readonly equalNan?: boolean;
}

/**
 * Whether `|a - b| <= atol + rtol |b|` for every pair; infinities are close to themselves only.
 *
 * @throws RangeError if a tolerance is negative or NaN, or the shapes do not broadcast
 * @example
 * ```ts
 * allClose([1, 2], [1.000001, 2]); // => true
 * allClose(1, 1.1, { rtol: 0.2 }); // => true
 * ```
 * @python numpy.allclose
 */
export function allClose(a: Operand, b: Operand, options?: AllCloseOptions): boolean {
  const { rtol = 1e-5, atol = 1e-8, equalNan = false } = checkOptions("allClose", options);
  checkWithin("allClose", "rtol", rtol, 0, Infinity);
  checkWithin("allClose", "atol", atol, 0, Infinity);
  checkFlag("allClose", "equalNan", equalNan);
  const x = asOperand("allClose", "a", a);
  const y = asOperand("allClose", "b", b);
  const [p, q] = [elements(x, pairDType(x, y)), elements(y, pairDType(x, y))];
  const shape = commonShape("allClose", "a and b", shapeOf(x), shapeOf(y));
  const strides = [shapeOf(x), shapeOf(y)].map((own) => broadcastStrides(own, shape.length));
  let close = true;
  eachRow(shape, strides, (_, [atP, atQ], [stepP, stepQ], length) => {
    for (let i = 0; close && i < length; i++) {
      const [m, n] = [p[atP + i * stepP], q[atQ + i * stepQ]];
      const near = Number.isFinite(n) && Math.abs(m - n) <= atol + rtol * Math.abs(n);
      close = near || m === n || (equalNan && Number.isNaN(m) && Number.isNaN(n));
    }
  });
  return close;
}
