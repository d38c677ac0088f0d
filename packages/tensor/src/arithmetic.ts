import { arithmeticKernel } from "./arithmetic.kernel.generated.ts";
import { isFloat } from "./dtype.ts";
import { asNumeric } from "./internal/as-tensor.ts";
import { wrongKind, wrongValue } from "./internal/checks.ts";
import { mapSame, mapUnary } from "./internal/map.ts";
import { asOperand, elements, mapPair, mapRatio, pairDType } from "./internal/pairs.ts";
import type { OutOption } from "./options.ts";
import { sqrtKernel } from "./sqrt.kernel.generated.ts";
import type { Mixed, Operand, Out, Ratio, Same } from "./tensor.ts";

/**
 * `a + b`.
 *
 * Shapes broadcast as in NumPy; integers wrap around. So do those of all arithmetic here. A fraction beside integers turns them to
 * float32; a whole number must be one that they can hold.
 *
 * @throws RangeError if the shapes do not broadcast, or integers cannot hold the number beside them
 * @example
 * ```ts
 * add([[1, 2], [3, 4]], [10, 20]); // => [[11, 22], [13, 24]]
 * add(1, 2); // => 3
 * ```
 * @python numpy.add
 */
export function add<A extends Operand, B extends Operand>(a: A, b: B, options?: OutOption): Mixed<A, B> {
  return mapPair("add", a, b, { plain: addOf, kernel: arithmeticKernel }, options);
}

function addOf(a: number, b: number): number {
  return a + b;
}

/**
 * `a - b`.
 * @example
 * ```ts
 * subtract([5, 7], 2); // => [3, 5]
 * ```
 * @python numpy.subtract
 */
export function subtract<A extends Operand, B extends Operand>(a: A, b: B, options?: OutOption): Mixed<A, B> {
  return mapPair("subtract", a, b, { plain: subtractOf, kernel: arithmeticKernel }, options);
}

function subtractOf(a: number, b: number): number {
  return a - b;
}

/**
 * `a b`, element by element.
 * @example
 * ```ts
 * multiply([1, 2, 3], [4, 5, 6]); // => [4, 10, 18]
 * ```
 * @python numpy.multiply
 */
export function multiply<A extends Operand, B extends Operand>(a: A, b: B, options?: OutOption): Mixed<A, B> {
  return mapPair("multiply", a, b, { plain: multiplyOf, kernel: arithmeticKernel }, options, Math.imul);
}

function multiplyOf(a: number, b: number): number {
  return a * b;
}

/**
 * `a / b`; integers give float32.
 * @example
 * ```ts
 * divide([1, 0, -1], [4, 0, 0]); // => [0.25, NaN, -Infinity]
 * ```
 * @python numpy.divide
 */
export function divide<A extends Operand, B extends Operand>(a: A, b: B, options?: OutOption): Ratio<A, B> {
  return mapRatio("divide", a, b, { plain: divideOf, kernel: arithmeticKernel }, options);
}

function divideOf(a: number, b: number): number {
  return a / b;
}

/**
 * The larger of each pair; NaN where either is NaN.
 * @example
 * ```ts
 * maximum([1, 5], [3, 4]); // => [3, 5]
 * ```
 * @python numpy.maximum
 */
export function maximum<A extends Operand, B extends Operand>(a: A, b: B, options?: OutOption): Mixed<A, B> {
  return mapPair("maximum", a, b, { plain: largerOf, kernel: arithmeticKernel }, options);
}

// Not Math.max itself: two arguments are faster than any number of them.
function largerOf(a: number, b: number): number {
  return Math.max(a, b);
}

/**
 * The smaller of each pair; NaN where either is NaN.
 * @example
 * ```ts
 * minimum([1, 5], [3, 4]); // => [1, 4]
 * ```
 * @python numpy.minimum
 */
export function minimum<A extends Operand, B extends Operand>(a: A, b: B, options?: OutOption): Mixed<A, B> {
  return mapPair("minimum", a, b, { plain: smallerOf, kernel: arithmeticKernel }, options);
}

function smallerOf(a: number, b: number): number {
  return Math.min(a, b);
}

/**
 * `a` to the power `b`.
 *
 * As IEEE 754 and NumPy have it, `1 ** b` and `a ** 0` are 1 for NaN and infinities too, where JavaScript's `**` gives NaN.
 *
 * @throws RangeError if both hold integers and a power is negative
 * @example
 * ```ts
 * power([2, 3, 4], [3, 2, 0.5]); // => [8, 9, 2]
 * ```
 * @python numpy.power
 */
export function power<A extends Operand, B extends Operand>(a: A, b: B, options?: OutOption): Mixed<A, B>;
export function power(a: Operand, b: Operand, options?: OutOption): unknown {
  const x = asOperand("power", "a", a);
  const y = asOperand("power", "b", b);
  const pair = pairDType(x, y);
  if (!isFloat(pair)) {
    const negative = Array.prototype.find.call(elements(y, pair), (exponent) => exponent < 0);
    if (negative !== undefined) throw wrongValue("power", "integers need powers of at least 0", negative);
  }
  return mapPair("power", x, y, powerOf, options, integerPowerOf);
}

function powerOf(a: number, b: number): number {
  return a === 1 || (a === -1 && Math.abs(b) === Infinity) ? 1 : a ** b;
}

/** Modulo 2^32, by squaring. An exponent past 2^31 comes as int32 holds it. */
function integerPowerOf(a: number, b: number): number {
  let result = 1;
  let square = a;
  for (let rest = b >>> 0; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = Math.imul(result, square);
    square = Math.imul(square, square);
  }
  return result;
}

/**
 * `-x`; unsigned integers wrap around.
 *
 * @throws TypeError if `x` holds bools, as in NumPy (`logicalNot` inverts them)
 * @example
 * ```ts
 * negative([1, -2]); // => [-1, 2]
 * ```
 * @python numpy.negative
 */
export function negative<X extends Operand>(x: X, options?: OutOption): Same<X>;
export function negative(x: Operand, options?: OutOption): unknown {
  const input = typeof x === "number" ? x : asNumeric("negative", "x", x);
  if (typeof input !== "number" && input.dtype === "bool")
    throw wrongKind("negative", "x must hold numbers (logicalNot inverts bools)", input);
  return mapSame("negative", input, { plain: negativeOf, kernel: arithmeticKernel }, options);
}

function negativeOf(x: number): number {
  return -x;
}

/**
 * `|x|`.
 * @example
 * ```ts
 * abs([-3, 0, 2]); // => [3, 0, 2]
 * ```
 * @python numpy.abs
 */
export function abs<X extends Operand>(x: X, options?: OutOption): Same<X> {
  return mapSame("abs", x, { plain: absOf, kernel: arithmeticKernel }, options);
}

function absOf(x: number): number {
  return Math.abs(x);
}

/**
 * -1, 0 or 1: the sign of `x`; NaN for NaN.
 *
 * -0 gives 0, as in NumPy (JAX keeps -0).
 * @example
 * ```ts
 * sign([-3, 0, 2]); // => [-1, 0, 1]
 * ```
 * @python numpy.sign
 */
export function sign<X extends Operand>(x: X, options?: OutOption): Same<X> {
  return mapSame("sign", x, { plain: signOf, kernel: arithmeticKernel }, options);
}

function signOf(x: number): number {
  return x === 0 ? 0 : Math.sign(x);
}

/**
 * `x x`, element by element, as `multiply(x, x)` gives it.
 * @example
 * ```ts
 * square([-3, 0.5]); // => [9, 0.25]
 * ```
 * @python numpy.square
 */
export function square<X extends Operand>(x: X, options?: OutOption): Mixed<X, X>;
export function square(x: Operand, options?: OutOption): unknown {
  const input = typeof x === "number" ? x : asNumeric("square", "x", x);
  return mapPair("square", input, input, { plain: multiplyOf, kernel: arithmeticKernel }, options, Math.imul);
}

/**
 * The square root of `x`; NaN below 0.
 * @example
 * ```ts
 * sqrt([4, 2, -1]); // => [2, 1.4142, NaN]
 * ```
 * @python numpy.sqrt
 */
export function sqrt<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("sqrt", x, { plain: sqrtOf, kernel: sqrtKernel }, options);
}

function sqrtOf(x: number): number {
  return Math.sqrt(x);
}
