import { mapSame } from "./internal/map.ts";
import type { OutOption } from "./options.ts";
import { roundingKernel } from "./rounding.kernel.generated.ts";
import type { Operand, Same } from "./tensor.ts";

/**
 * The largest whole number that is at most `x`.
 * @example
 * ```ts
 * floor([1.7, -1.2]); // => [1, -2]
 * ```
 * @python numpy.floor
 */
export function floor<X extends Operand>(x: X, options?: OutOption): Same<X> {
  return mapSame("floor", x, { plain: floorOf, kernel: roundingKernel }, options);
}

function floorOf(x: number): number {
  return Math.floor(x);
}

/**
 * The whole number next to `x`; a half goes to the even one, as in NumPy.
 *
 * What is rounded to 0 keeps its sign.
 * @example
 * ```ts
 * round([0.5, 1.5, 2.5, -2.6]); // => [0, 2, 2, -3]
 * ```
 * @python numpy.round
 */
export function round<X extends Operand>(x: X, options?: OutOption): Same<X> {
  return mapSame("round", x, { plain: roundOf, kernel: roundingKernel }, options);
}

function roundOf(x: number): number {
  const size = Math.abs(x);
  // Beside 2^52 no fraction is left, and the addition itself rounds halves to even. NaN takes the second branch.
  if (size >= 2 ** 52) return x;
  const whole = size + 2 ** 52 - 2 ** 52;
  return x < 0 || Object.is(x, -0) ? -whole : whole;
}
