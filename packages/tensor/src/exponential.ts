import { expKernel } from "./exp.kernel.generated.ts";
import { mapUnary } from "./internal/map.ts";
import { logKernel } from "./log.kernel.generated.ts";
import type { OutOption } from "./options.ts";
import { tanhKernel } from "./tanh.kernel.generated.ts";
import type { Operand, Out } from "./tensor.ts";

/**
 * `e ** x`.
 * @example
 * ```ts
 * exp([0, 1, -Infinity]); // => [1, 2.7183, 0]
 * ```
 * @python numpy.exp
 */
export function exp<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("exp", x, { plain: expOf, kernel: expKernel }, options);
}

// Each wraps its Math function, so that the loop sees functions of one kind.
function expOf(x: number): number {
  return Math.exp(x);
}

/**
 * `e ** x - 1`, accurate near 0.
 * @example
 * ```ts
 * expm1(1e-10); // => 1e-10
 * ```
 * @python numpy.expm1
 */
export function expm1<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("expm1", x, { plain: expm1Of, kernel: expKernel }, options);
}

function expm1Of(x: number): number {
  return Math.expm1(x);
}

/**
 * The natural logarithm of `x`; -Infinity at 0, NaN below.
 * @example
 * ```ts
 * log([1, Math.E, 0]); // => [0, 1, -Infinity]
 * ```
 * @python numpy.log
 */
export function log<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("log", x, { plain: logOf, kernel: logKernel }, options);
}

function logOf(x: number): number {
  return Math.log(x);
}

/**
 * `ln(1 + x)`, accurate near 0; -Infinity at -1, NaN below.
 * @example
 * ```ts
 * log1p([0, 1, -1]); // => [0, 0.6931, -Infinity]
 * ```
 * @python numpy.log1p
 */
export function log1p<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("log1p", x, { plain: log1pOf, kernel: logKernel }, options);
}

function log1pOf(x: number): number {
  return Math.log1p(x);
}

/**
 * The hyperbolic tangent of `x`.
 * @example
 * ```ts
 * tanh([0, 0.5, Infinity]); // => [0, 0.4621, 1]
 * ```
 * @python numpy.tanh
 */
export function tanh<X extends Operand>(x: X, options?: OutOption): Out<X> {
  return mapUnary("tanh", x, { plain: tanhOf, kernel: tanhKernel }, options);
}

function tanhOf(x: number): number {
  return Math.tanh(x);
}
