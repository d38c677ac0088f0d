import { type DType, floatOf, isFloat, type NumericDType, promote, roundTo } from "../dtype.ts";
import { broadcastShapes, broadcastStrides, type Shape, sameShape, showShape } from "../shape.ts";
import type { Out, OutOption, Tensor, TensorLike } from "../tensor.ts";
import { asNumeric } from "./as-tensor.ts";
import { outLike } from "./out.ts";
import { type Kernel, loadKernel, runUnary } from "./tile.ts";

/** One element's value from `x` and up to three parameters. */
export type UnaryOperation = (x: number, p: number, q: number, r: number) => number;
/** One element's value from a pair. */
export type BinaryOperation = (a: number, b: number) => number;
/** A unary operation whose float32 answers come from a kernel: its function of the public function's name. */
export interface Elementwise {
  readonly plain: UnaryOperation;
  readonly kernel: Kernel;
}
/** The dtype of an answer, from that of the argument. */
export type DTypeRule = (dtype: NumericDType) => NumericDType;

/**
 * `f` of each element, stored in the argument's float dtype; a number gives a number. A kernel works in float32,
 * all else in double precision.
 * `parameters` are rounded to float32 beside float32 data, as JAX rounds a Python scalar.
 */
export function mapUnary<X extends number | TensorLike>(
  fn: string,
  x: X,
  f: UnaryOperation | Elementwise,
  options?: OutOption,
  ...parameters: number[]
): Out<X>;
export function mapUnary(
  fn: string,
  x: number | TensorLike,
  f: UnaryOperation | Elementwise,
  options?: OutOption,
  p = 0,
  q = 0,
  r = 0,
): number | Tensor {
  return mapAs(fn, x, floatOf, f, options, p, q, r);
}

/** {@link mapUnary} whose answer has the dtype that `rule` gives. */
export function mapAs(
  fn: string,
  x: number | TensorLike,
  rule: DTypeRule,
  operation: UnaryOperation | Elementwise,
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
  const precision = floatOf(input.dtype);
  if (f.length === 0) {
    result.data.fill(f(0, 0, 0, 0));
    return result;
  }
  if (typeof operation !== "function" && dtype === "float32") {
    const kernel = loadKernel(operation.kernel);
    if (kernel !== undefined) {
      runUnary(kernel, fn, result.data as Float32Array, input.data, p, q, r);
      return result;
    }
  }
  // Megamorphic by nature: 8 ns an element. What must be faster has a kernel.
  fill(
    result.data as Float64Array,
    input.data,
    f,
    roundTo(precision, p),
    roundTo(precision, q),
    roundTo(precision, r),
  );
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

/** An argument of a binary function, whose number has not yet been given the other's dtype. */
function operand(fn: string, argument: string, value: unknown): Tensor<NumericDType> | number {
  return typeof value === "number" ? value : asNumeric(fn, argument, value);
}

/** The dtype in which a pair is computed: a number takes the tensor's, unless it is a fraction beside integers. */
function pairDType(a: Tensor<NumericDType> | number, b: Tensor<NumericDType> | number): NumericDType {
  if (typeof a === "number") return typeof b === "number" ? "float64" : besideNumber(b.dtype, a);
  return typeof b === "number" ? besideNumber(a.dtype, b) : promote(a.dtype, b.dtype);
}

function besideNumber(dtype: NumericDType, value: number): NumericDType {
  if (isFloat(dtype)) return dtype;
  if (!Number.isInteger(value)) return "float32";
  return dtype === "bool" ? "int32" : dtype;
}

/** What a binary function computes on floats and, where wrapping needs other arithmetic, on integers. */
export interface Pairwise {
  readonly float: BinaryOperation;
  readonly integer?: BinaryOperation;
  /** The answer's dtype from the pair's; by default the same. */
  readonly dtype?: DTypeRule;
}

/** `a op b` of each pair, broadcast as NumPy does; two numbers give a number. */
export function mapBinary(
  fn: string,
  a: unknown,
  b: unknown,
  operation: Pairwise,
  options?: OutOption,
): number | Tensor {
  const x = operand(fn, "a", a);
  const y = operand(fn, "b", b);
  if (typeof x === "number" && typeof y === "number") return operation.float(x, y);
  const pair = pairDType(x, y);
  const dtype = operation.dtype === undefined ? pair : operation.dtype(pair);
  const f = isFloat(pair) || operation.integer === undefined ? operation.float : operation.integer;
  const shape = pairShape(fn, x, y);
  const inputs = [x, y].filter((value) => typeof value !== "number");
  const result = outLike(fn, options?.out, shape, dtype, ...inputs);
  fillPairs(
    result.data as Float64Array,
    shape,
    elements(x, pair),
    shapeOf(x),
    elements(y, pair),
    shapeOf(y),
    f,
  );
  return result;
}

function pairShape(fn: string, x: Tensor | number, y: Tensor | number): Shape {
  const shape = broadcastShapes(shapeOf(x), shapeOf(y));
  if (shape !== undefined) return shape;
  throw new RangeError(
    `${fn}: a and b must have shapes that broadcast, got ${showShape(shapeOf(x))} and ${showShape(shapeOf(y))}`,
  );
}

function shapeOf(x: Tensor | number): Shape {
  return typeof x === "number" ? [] : x.shape;
}

function elements(x: Tensor<NumericDType> | number, pair: DType): ArrayLike<number> {
  return typeof x === "number" ? [isFloat(pair) ? roundTo(pair, x) : x] : x.data;
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
    eachRow(shape, [aShape, bShape], (start, [atA, atB], [stepA, stepB], length) => {
      for (let i = 0; i < length; i++) to[start + i] = f(a[atA + i * stepA], b[atB + i * stepB]);
    });
  }
}

/** Visits each run along the last axis of `shape` with the offsets and steps of operands broadcast to it. */
export function eachRow(
  shape: Shape,
  operands: readonly Shape[],
  visit: (start: number, at: readonly number[], step: readonly number[], length: number) => void,
): void {
  const rank = shape.length;
  const strides = operands.map((operandShape) => broadcastStrides(operandShape, rank));
  const length = rank === 0 ? 1 : shape[rank - 1];
  const step = strides.map((stride) => (rank === 0 ? 0 : stride[rank - 1]));
  const index = new Array<number>(rank).fill(0);
  const at = operands.map(() => 0);
  const outer = shape.slice(0, -1).reduce((product, n) => product * n, 1);
  if (length === 0) return;
  for (let row = 0; row < outer; row++) {
    visit(row * length, at, step, length);
    for (let axis = rank - 2; axis >= 0; axis--) {
      index[axis]++;
      for (let k = 0; k < at.length; k++) at[k] += strides[k][axis];
      if (index[axis] < shape[axis]) break;
      for (let k = 0; k < at.length; k++) at[k] -= strides[k][axis] * shape[axis];
      index[axis] = 0;
    }
  }
}
