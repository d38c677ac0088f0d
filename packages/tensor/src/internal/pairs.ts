import { type DType, empty, floatOf, isFloat, type NumericDType, promote, scalarBeside } from "../dtype.ts";
import type { OutOption } from "../options.ts";
import { broadcastShapes, broadcastStrides, type Shape, sameShape, showShape, sizeOf } from "../shape.ts";
import type { Mixed, Operand, Ratio, Tensor, Truth } from "../tensor.ts";
import { asNumeric } from "./as-tensor.ts";
import { checkHeld } from "./checks.ts";
import { boolOf, type DTypeRule, kernelTiles, plainOf, type WithKernel } from "./map.ts";
import { outLike, outOf } from "./out.ts";
import { type Repeated, runBinary } from "./run-pairs.ts";
import { eachRow } from "./strided.ts";

/** One element's value from a pair. */
export type BinaryOperation = (a: number, b: number) => number;
export type Binary = BinaryOperation | WithKernel<BinaryOperation>;

/** An argument of a binary function, whose number has not yet been given the other's dtype. */
export function asOperand(fn: string, argument: string, value: unknown): Tensor<NumericDType> | number {
  return typeof value === "number" ? value : asNumeric(fn, argument, value);
}

/** The dtype in which a pair is computed: a number takes the tensor's, unless it is a fraction beside integers. */
export function pairDType(a: Tensor<NumericDType> | number, b: Tensor<NumericDType> | number): NumericDType {
  if (typeof a === "number") return typeof b === "number" ? "float64" : besideNumber(b.dtype, a);
  return typeof b === "number" ? besideNumber(a.dtype, b) : promote(a.dtype, b.dtype);
}

/** The dtype of `x op value` for an `x` of `dtype`. */
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
  f: Binary,
  options?: OutOption,
): Truth<A, B>;
export function comparePair(
  fn: string,
  a: Operand,
  b: Operand,
  f: Binary,
  options?: OutOption,
): number | Tensor {
  return mapPairAs(fn, a, b, boolOf, f, options);
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
  const f = plainOf(operation);
  const out = outOf(fn, options, typeof x === "number" && typeof y === "number");
  if (typeof x === "number" && typeof y === "number") return f(x, y);
  const pair = pairDType(x, y);
  const dtype = rule(pair);
  checkHeld(fn, "a", x, dtype);
  checkHeld(fn, "b", y, dtype);
  const xShape = shapeOf(x);
  const yShape = shapeOf(y);
  const shape = commonShape(fn, "a and b", xShape, yShape);
  const result = outLike(fn, out, shape, dtype, x, y);
  const judges = rule === boolOf;
  const of = judges || isFloat(dtype) ? elements : held;
  const p = of(x, pair);
  const q = of(y, pair);
  const to = result.data as Float64Array;
  const own = isOf(pair, x) && isOf(pair, y);
  // Integers are judged as float64, which holds them all, beside float32 too.
  const on = judges && !(own && isFloat(pair)) ? "float64" : pair;
  const tiles = own || on !== pair ? kernelTiles(operation, fn, on, result) : undefined;
  if (tiles === undefined) {
    const plain = isFloat(pair) ? f : (integer ?? f);
    fillPairs(to, shape, p, xShape, q, yShape, plain);
    return result;
  }
  runBinary(tiles, fn, to, repeated(on, p, xShape, shape), repeated(on, q, yShape, shape));
  return result;
}

/** Whether a tile for `dtype` holds what `x` is: float64 all there is. */
function isOf(dtype: NumericDType, x: Tensor | number): boolean {
  return dtype === "float64" || typeof x === "number" || x.dtype === dtype;
}

/** An operand broadcast to `shape`: as it is where axes are new before its own and behind them, otherwise laid out in full. */
function repeated(dtype: DType, data: ArrayLike<number>, own: Shape, shape: Shape): Repeated {
  if (data.length === 1 || own === shape) return { data, each: 1 };
  const first = own.findIndex((length) => length !== 1);
  let end = own.length;
  while (own[end - 1] === 1) end--;
  const before = shape.length - own.length;
  if (sameShape(own.slice(first, end), shape.slice(before + first, before + end)))
    return { data, each: sizeOf(shape.slice(before + end)) };
  const all = empty(dtype, sizeOf(shape)) as Float64Array;
  eachRow(shape, [broadcastStrides(own, shape.length)], (start, [at], [step], length) => {
    for (let i = 0; i < length; i++) all[start + i] = data[at + i * step];
  });
  return { data: all, each: 1 };
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

export function shapeOf(x: Tensor | number): Shape {
  return typeof x === "number" ? [] : x.shape;
}

/** The elements of an operand; a number is one, rounded as `pair` holds it. */
export function elements(x: Tensor<NumericDType> | number, pair: DType): ArrayLike<number> {
  return typeof x === "number" ? [scalarBeside(pair, x)] : x.data;
}

/** {@link elements} as integers of the dtype `pair` hold them: a uint32 past 2^31 is negative beside int32, as in JAX. */
function held(x: Tensor<NumericDType> | number, pair: DType): ArrayLike<number> {
  return pair === "int32" && typeof x !== "number" && x.dtype === "uint32"
    ? new Int32Array(x.data)
    : elements(x, pair);
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
