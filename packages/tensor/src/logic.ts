import { mapTruth } from "./internal/map.ts";
import { comparePair } from "./internal/pairs.ts";
import { logicKernel } from "./logic.kernel.generated.ts";
import type { OutOption } from "./options.ts";
import type { Operand, Truth } from "./tensor.ts";

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
