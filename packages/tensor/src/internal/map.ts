import { type DType, floatOf, isFloat, type NumericDType, promote, roundTo } from "../dtype.ts";
import { broadcastShapes, broadcastStrides, type Shape, sameShape, showShape, sizeOf } from "../shape.ts";
import type { Mixed, Out, OutOption, Ratio, Same, Tensor, TensorLike, Truth } from "../tensor.ts";
import { asNumeric } from "./as-tensor.ts";
import { outLike } from "./out.ts";
import { type Kernel, type LoadedKernel, loadKernel, runBinary, runUnary } from "./tile.ts";

/** What elementwise functions take: a number, or what stands for a tensor. */
export type Operand = number | TensorLike;
/** One element's value from `x` and up to three parameters. */
export type UnaryOperation = (x: number, p: number, q: number, r: number) => number;
/** One element's value from a pair. */
export type BinaryOperation = (a: number, b: number) => number;
/** An operation, and the kernel that computes it on float32 with its function of the public function's name. */
export interface WithKernel<F> {
  readonly plain: F;
  readonly kernel: Kernel;
}
export type Unary = UnaryOperation | WithKernel<UnaryOperation>;
export type Binary = BinaryOperation | WithKernel<BinaryOperation>;
/** The dtype of an answer, from that of the argument, or of the pair. */
export type DTypeRule = (dtype: NumericDType) => NumericDType;

/**
 * `f` of each element, stored in the argument's float dtype; a number gives a number. A kernel works in float32,
 * all else in double precision.
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
  operation: Unary,
  options?: OutOption,
  p = 0,
  q = 0,
  r = 0,
): number | Tensor {
  const f = typeof operation === "function" ? operation : operation.plain;
  if (typeof x === "number") return f(x, p, q, r);
  const input = asNumeric(fn, "x", x);
  const dtype = rule(input.dtype);
  const result = outLike(fn, options?.out, input.shape, dtype, input);
  const to = result.data as Float64Array;
  const kernel = dtype === "float32" ? kernelOf(operation) : undefined;
  const [u, v, w] = [held(dtype, p), held(dtype, q), held(dtype, r)];
  if (kernel !== undefined) runUnary(kernel, fn, result.data as Float32Array, input.data, u, v, w);
  else if (f.length === 0) to.fill(f(0, 0, 0, 0));
  // Megamorphic by nature: 8 ns an element. What must be faster has a kernel.
  else fill(to, input.data, f, u, v, w);
  return result;
}

function kernelOf(operation: Unary | Binary): LoadedKernel | undefined {
  return typeof operation === "function" ? undefined : loadKernel(operation.kernel);
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
function held(dtype: DType, value: number): number {
  return isFloat(dtype) ? roundTo(dtype, value) : value;
}

/** An argument of a binary function, whose number has not yet been given the other's dtype. */
export function asOperand(fn: string, argument: string, value: unknown): Tensor<NumericDType> | number {
  return typeof value === "number" ? value : asNumeric(fn, argument, value);
}

/** The dtype in which a pair is computed: a number takes the tensor's, unless it is a fraction beside integers. */
export function pairDType(a: Tensor<NumericDType> | number, b: Tensor<NumericDType> | number): NumericDType {
  if (typeof a === "number") return typeof b === "number" ? "float64" : besideNumber(b.dtype, a);
  return typeof b === "number" ? besideNumber(a.dtype, b) : promote(a.dtype, b.dtype);
}

/** The dtype of an `dtype op value`. */
export function besideNumber(dtype: NumericDType, value: number): NumericDType {
  if (isFloat(dtype)) return dtype;
  if (!Number.isInteger(value)) return "float32";
  return dtype === "bool" ? "int32" : dtype;
}

/** `a op b` in the wider dtype of the two; `integer` is the operation where both hold integers. */
export function mapPair<A extends Operand, B extends Operand>(
  fn: string,
  a: A,
  b: B,
  f: Binary,
  options?: OutOption,
  integer?: BinaryOperation,
): Mixed<A, B>;
export function mapPair(
  fn: string,
  a: Operand,
  b: Operand,
  f: Binary,
  options?: OutOption,
  integer?: BinaryOperation,
): number | Tensor {
  return mapPairAs(fn, a, b, (dtype) => dtype, f, options, integer);
}

/** `a op b` as a float, of integers too. */
export function mapRatio<A extends Operand, B extends Operand>(
  fn: string,
  a: A,
  b: B,
  f: Binary,
  options?: OutOption,
): Ratio<A, B>;
export function mapRatio(
  fn: string,
  a: Operand,
  b: Operand,
  f: Binary,
  options?: OutOption,
): number | Tensor {
  return mapPairAs(fn, a, b, floatOf, f, options);
}

/** `a op b` as a bool. */
export function comparePair<A extends Operand, B extends Operand>(
  fn: string,
  a: A,
  b: B,
  f: BinaryOperation,
  options?: OutOption,
): Truth<A, B>;
export function comparePair(
  fn: string,
  a: Operand,
  b: Operand,
  f: BinaryOperation,
  options?: OutOption,
): number | Tensor {
  return mapPairAs(fn, a, b, boolOf, f, options);
}

function boolOf(): "bool" {
  return "bool";
}

/** `f` of each pair, broadcast as NumPy does, in the dtype that `rule` gives for the pair's; two numbers give a number. */
function mapPairAs(
  fn: string,
  a: Operand,
  b: Operand,
  rule: DTypeRule,
  operation: Binary,
  options: OutOption | undefined,
  integer?: BinaryOperation,
): number | Tensor {
  const x = asOperand(fn, "a", a);
  const y = asOperand(fn, "b", b);
  const f = typeof operation === "function" ? operation : operation.plain;
  if (typeof x === "number" && typeof y === "number") return f(x, y);
  const pair = pairDType(x, y);
  const [xShape, yShape] = [shapeOf(x), shapeOf(y)];
  const shape = sameShape(xShape, yShape) ? xShape : commonShape(fn, "a and b", xShape, yShape);
  const result = outLike(fn, options?.out, shape, rule(pair), ...tensorsOf(x, y));
  const [p, q] = [elements(x, pair), elements(y, pair)];
  const kernel = isFloat32(x) && isFloat32(y) ? kernelOf(operation) : undefined;
  if (kernel !== undefined) {
    const to = result.data as Float32Array;
    runBinary(kernel, fn, to, repeated(p, xShape, shape), repeated(q, yShape, shape));
  } else {
    const plain = isFloat(pair) ? f : (integer ?? f);
    fillPairs(result.data as Float64Array, shape, p, xShape, q, yShape, plain);
  }
  return result;
}

function isFloat32(x: Tensor | number): boolean {
  return typeof x === "number" || x.dtype === "float32";
}

/** Elements that, over and over, are those of `own` broadcast to `shape`: as they are where only leading axes are new. */
function repeated(from: ArrayLike<number>, own: Shape, shape: Shape): ArrayLike<number> {
  if (own === shape) return from;
  const first = own.findIndex((length) => length !== 1);
  const tail = first === -1 ? [] : own.slice(first);
  if (sameShape(tail, shape.slice(shape.length - tail.length))) return from;
  const all = new Float32Array(sizeOf(shape));
  eachRow(shape, [broadcastStrides(own, shape.length)], (start, [at], [step], length) => {
    for (let i = 0; i < length; i++) all[start + i] = from[at + i * step];
  });
  return all;
}

/** The shape that all broadcast to; RangeError where there is none. */
export function commonShape(fn: string, names: string, ...shapes: readonly Shape[]): Shape {
  let common: Shape | undefined = [];
  for (const shape of shapes) common = common && broadcastShapes(common, shape);
  if (common !== undefined) return common;
  throw new RangeError(
    `${fn}: ${names} must have shapes that broadcast, got ${shapes.map(showShape).join(" and ")}`,
  );
}

export function tensorsOf(...operands: readonly (Tensor<NumericDType> | number)[]): Tensor<NumericDType>[] {
  return operands.filter((value) => typeof value !== "number");
}

export function shapeOf(x: Tensor | number): Shape {
  return typeof x === "number" ? [] : x.shape;
}

/** The elements of an operand; a number is one, rounded as `pair` holds it. */
export function elements(x: Tensor<NumericDType> | number, pair: DType): ArrayLike<number> {
  return typeof x === "number" ? [held(pair, x)] : x.data;
}

function fillPairs(
  to: { [i: number]: number; length: number },
  shape: Shape,
  a: ArrayLike<number>,
  aShape: Shape,
  b: ArrayLike<number>,
  bShape: Shape,
  f: BinaryOperation,
): void {
  if (sameShape(aShape, bShape)) {
    for (let i = 0; i < to.length; i++) to[i] = f(a[i], b[i]);
  } else if (b.length === 1) {
    const second = b[0];
    for (let i = 0; i < to.length; i++) to[i] = f(a[i], second);
  } else if (a.length === 1) {
    const first = a[0];
    for (let i = 0; i < to.length; i++) to[i] = f(first, b[i]);
  } else {
    const strides = [broadcastStrides(aShape, shape.length), broadcastStrides(bShape, shape.length)];
    eachRow(shape, strides, (start, [atA, atB], [stepA, stepB], length) => {
      for (let i = 0; i < length; i++) to[start + i] = f(a[atA + i * stepA], b[atB + i * stepB]);
    });
  }
}

/** Visits each run along the last axis of `shape`, with the offset and the step of each operand that has these strides. */
export function eachRow(
  shape: Shape,
  strides: readonly (readonly number[])[],
  visit: (start: number, at: readonly number[], step: readonly number[], length: number) => void,
): void {
  const last = shape.length - 1;
  const length = shape[last] ?? 1;
  const step = strides.map((stride) => stride[last] ?? 0);
  const outer = shape.slice(0, -1).reduce((product, n) => product * n, 1);
  const index = new Array<number>(shape.length).fill(0);
  const at = strides.map(() => 0);
  for (let row = 0; row < outer; row++) {
    visit(row * length, at, step, length);
    for (let axis = last - 1; axis >= 0; axis--) {
      index[axis]++;
      for (let k = 0; k < at.length; k++) at[k] += strides[k][axis];
      if (index[axis] < shape[axis]) break;
      for (let k = 0; k < at.length; k++) at[k] -= strides[k][axis] * shape[axis];
      index[axis] = 0;
    }
  }
}
