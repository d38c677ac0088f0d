import { type DType, floatOf, isFloat, type NumericDType, roundTo } from "../dtype.ts";
import type { Out, OutOption, Same, Tensor, TensorLike, Truth } from "../tensor.ts";
import { asNumeric } from "./as-tensor.ts";
import { outLike, outOf } from "./out.ts";
import { type Kernel, type LoadedKernel, loadKernel, runUnary, WORTHWHILE } from "./tile.ts";

/** What elementwise functions take: a number, or what stands for a tensor. */
export type Operand = number | TensorLike;
/** One element's value from `x` and up to three parameters. */
export type UnaryOperation = (x: number, p: number, q: number, r: number) => number;
/** An operation, the kernel that computes it on float32, by its function of the public function's name, and what messages call its argument. */
export interface WithKernel<F> {
  readonly plain: F;
  readonly kernel?: Kernel;
  /** Whether the kernel has a function for pairs of int32 too, with this behind its name. */
  readonly int32?: boolean;
  /** Whether it has one for float64, with that behind its name. */
  readonly float64?: boolean;
  /** `x` where nothing is said. */
  readonly argument?: string;
}
export type Unary = UnaryOperation | WithKernel<UnaryOperation>;
/** The dtype of an answer, from that of the argument, or of the pair. */
export type DTypeRule = (dtype: NumericDType) => NumericDType;

/**
 * `f` of each element, stored in the argument's float dtype; a number gives a number. On a kernel it is computed in
 * float32, otherwise in double precision.
 *
 * `parameters` are rounded to float32 beside float32 data, as JAX rounds a Python scalar.
 */
export function mapUnary<X extends Operand>(
  fn: string,
  x: X,
  f: Unary,
  options?: OutOption,
  ...parameters: number[]
): Out<X>;
export function mapUnary(
  fn: string,
  x: Operand,
  f: Unary,
  options?: OutOption,
  p = 0,
  q = 0,
  r = 0,
): number | Tensor {
  return mapAs(fn, x, floatOf, f, options, p, q, r);
}

/** {@link mapUnary} that keeps the argument's dtype. */
export function mapSame<X extends Operand>(fn: string, x: X, f: Unary, options?: OutOption): Same<X>;
export function mapSame(fn: string, x: Operand, f: Unary, options?: OutOption): number | Tensor {
  return mapAs(fn, x, (dtype) => dtype, f, options);
}

/** {@link mapUnary} that answers with 1 and 0 as bools. */
export function mapTruth<X extends Operand>(fn: string, x: X, f: Unary, options?: OutOption): Truth<X>;
export function mapTruth(fn: string, x: Operand, f: Unary, options?: OutOption): number | Tensor {
  return mapAs(fn, x, boolOf, f, options);
}

/** {@link mapUnary} whose answer has the dtype that `rule` gives. */
export function mapAs(
  fn: string,
  x: Operand,
  rule: DTypeRule,
  operation: Unary,
  options?: OutOption,
  p = 0,
  q = 0,
  r = 0,
): number | Tensor {
  const f = plainOf(operation);
  if (typeof x === "number") return f(x, p, q, r);
  const { argument = "x" } = typeof operation === "function" ? {} : operation;
  const input = asNumeric(fn, argument, x);
  const dtype = rule(input.dtype);
  const result = outLike(fn, outOf(fn, options), input.shape, dtype, input);
  const to = result.data as Float64Array;
  const isTruth = dtype === "bool" && input.dtype === "float32" && to.length >= WORTHWHILE;
  const kernel = dtype === "float32" || isTruth ? kernelOf(operation) : undefined;
  const [u, v, w] = [held(dtype, p), held(dtype, q), held(dtype, r)];
  const wide = dtype === "float64" ? wideKernelOf(operation) : undefined;
  if (wide !== undefined) runUnary(wide, `${fn}Float64`, to, input.data, u, v, w, wide.float64);
  else if (kernel !== undefined)
    runUnary(kernel, fn, to, input.data, u, v, w, kernel, isTruth ? kernel.bool : kernel);
  else if (f.length === 0) to.fill(f(0, 0, 0, 0));
  // Megamorphic by nature: 8 ns an element. What must be faster has a kernel.
  else fill(to, input.data, f, u, v, w);
  return result;
}

/** What computes an operation where there is no kernel. */
export function plainOf<F extends (...args: never[]) => number>(operation: F | WithKernel<F>): F {
  return typeof operation === "function" ? operation : operation.plain;
}

/** An operation's kernel, if it has one that runs here. */
export function kernelOf<F extends (...args: never[]) => number>(
  operation: F | WithKernel<F>,
): LoadedKernel | undefined {
  return typeof operation === "function" || operation.kernel === undefined
    ? undefined
    : loadKernel(operation.kernel);
}

function wideKernelOf(operation: Unary): LoadedKernel | undefined {
  return typeof operation !== "function" && operation.float64 === true ? kernelOf(operation) : undefined;
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
