import { type DType, floatOf, isFloat, type NumericDType, roundTo } from "../dtype.ts";
import type { Out, OutOption, Same, Tensor, TensorLike, Truth } from "../tensor.ts";
import { asNumeric } from "./as-tensor.ts";
import { outLike } from "./out.ts";

/** What elementwise functions take: a number, or what stands for a tensor. */
export type Operand = number | TensorLike;
/** One element's value from `x` and up to three parameters. */
export type UnaryOperation = (x: number, p: number, q: number, r: number) => number;
/** The dtype of an answer, from that of the argument, or of the pair. */
export type DTypeRule = (dtype: NumericDType) => NumericDType;

/**
 * `f` of each element, in double precision, stored in the argument's float dtype; a number gives a number.
 * `parameters` are rounded to float32 beside float32 data, as JAX rounds a Python scalar.
 */
export function mapUnary<X extends Operand>(
  fn: string,
  x: X,
  f: UnaryOperation,
  options?: OutOption,
  ...parameters: number[]
): Out<X>;
export function mapUnary(
  fn: string,
  x: Operand,
  f: UnaryOperation,
  options?: OutOption,
  p = 0,
  q = 0,
  r = 0,
): number | Tensor {
  return mapAs(fn, x, floatOf, f, options, p, q, r);
}

/** {@link mapUnary} that keeps the argument's dtype. */
export function mapSame<X extends Operand>(fn: string, x: X, f: UnaryOperation, options?: OutOption): Same<X>;
export function mapSame(fn: string, x: Operand, f: UnaryOperation, options?: OutOption): number | Tensor {
  return mapAs(fn, x, (dtype) => dtype, f, options);
}

/** {@link mapUnary} that answers with 1 and 0 as bools. */
export function mapTruth<X extends Operand>(
  fn: string,
  x: X,
  f: UnaryOperation,
  options?: OutOption,
): Truth<X>;
export function mapTruth(fn: string, x: Operand, f: UnaryOperation, options?: OutOption): number | Tensor {
  return mapAs(fn, x, boolOf, f, options);
}

/** {@link mapUnary} whose answer has the dtype that `rule` gives. */
export function mapAs(
  fn: string,
  x: Operand,
  rule: DTypeRule,
  f: UnaryOperation,
  options?: OutOption,
  p = 0,
  q = 0,
  r = 0,
): number | Tensor {
  if (typeof x === "number") return f(x, p, q, r);
  const input = asNumeric(fn, "x", x);
  const dtype = rule(input.dtype);
  const result = outLike(fn, options?.out, input.shape, dtype, input);
  // Megamorphic by nature: 8 ns an element. What must be faster has a kernel of its own.
  fill(result.data as Float64Array, input.data, f, held(dtype, p), held(dtype, q), held(dtype, r));
  return result;
}

function fill(
  to: { [i: number]: number },
  from: ArrayLike<number>,
  f: UnaryOperation,
  p: number,
  q: number,
  r: number,
): void {
  for (let i = 0; i < from.length; i++) to[i] = f(from[i], p, q, r);
}

/** A number as it enters the computation beside `dtype`. */
export function held(dtype: DType, value: number): number {
  return isFloat(dtype) ? roundTo(dtype, value) : value;
}

/** The {@link DTypeRule} of comparisons. */
export function boolOf(): "bool" {
  return "bool";
}
