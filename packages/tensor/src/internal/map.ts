import { type DType, fitsFloat32, floatOf, isFloat, type NumericDType, scalarBeside } from "../dtype.ts";
import type { OutOption } from "../options.ts";
import type { Operand, Out, Same, Tensor, Truth } from "../tensor.ts";
import { asNumeric } from "./as-tensor.ts";
import { outLike, outOf } from "./out.ts";
import { type Kernel, loadKernel, runUnary, type Tiles, tilesFor, WORTHWHILE } from "./tile.ts";

/** One element's value from `x` and up to three parameters. */
export type UnaryOperation = (x: number, p: number, q: number, r: number) => number;
/**
 * An operation, the kernel that computes it, and what messages call its argument. The kernel's function for float32 has the
 * public function's name, those for other dtypes that name and the dtype: `add`, `addFloat64`, `addInt32`.
 */
export interface WithKernel<F> {
  readonly plain: F;
  readonly kernel?: Kernel;
  /** `x` where nothing is said. */
  readonly argument?: string;
}
/** What is computed of each element, or the one number that all of them get. */
export type Unary = Plain<UnaryOperation> | WithKernel<Plain<UnaryOperation>>;
type Plain<F> = F | number;
type Callback = (...args: never[]) => number;
/** The dtype of an answer, from that of the argument, or of the pair. */
export type DTypeRule = (dtype: NumericDType) => NumericDType;

/**
 * `f` of each element, stored in the argument's float dtype; a number gives a number. On a kernel it is computed in
 * that dtype, otherwise in double precision.
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
  const out = outOf(fn, options, typeof x === "number");
  if (typeof x === "number") return typeof f === "number" ? f : f(x, p, q, r);
  const { argument = "x" } = typeof operation === "object" ? operation : {};
  const input = asNumeric(fn, argument, x);
  const dtype = rule(input.dtype);
  const result = outLike(fn, out, input.shape, dtype, input);
  const to = result.data as Float64Array;
  // Integers are judged as float64, which holds them all: 0.5 ns an element to widen them.
  const on = rule !== boolOf ? dtype : isFloat(input.dtype) ? input.dtype : "float64";
  const tiles = kernelTiles(operation, fn, on, result);
  const u = scalarBeside(dtype, p);
  const v = scalarBeside(dtype, q);
  const w = scalarBeside(dtype, r);
  if (tiles !== undefined) runUnary(tiles, fn, to, input.data, u, v, w);
  else if (typeof f === "number") to.fill(f);
  // Megamorphic by nature: 8 ns an element. What must be faster has a kernel.
  else fill(to, isFloat(dtype) ? floatsOf(input) : input.data, f, u, v, w);
  return result;
}

/** The elements as what computes with floats takes them: integers that float32 does not hold rounded to it, as they are on their way into a tile. */
export function floatsOf({ data, dtype }: Tensor<NumericDType>): ArrayLike<number> {
  return dtype === "float64" || fitsFloat32(dtype) ? data : new Float32Array(data);
}

/** What computes an operation where there is no kernel. */
export function plainOf<F extends Plain<Callback>>(operation: F | WithKernel<F>): F {
  return typeof operation === "object" ? operation.plain : operation;
}

/**
 * Where an operation's kernel computes on elements of `dtype`; undefined if there is none that runs here. For what is no
 * float both paths give the same bits, so that the kernel is taken only where it is worth the call.
 */
export function kernelTiles<F extends Plain<Callback>>(
  operation: F | WithKernel<F>,
  fn: string,
  dtype: DType,
  result: Tensor,
): Tiles | undefined {
  if (typeof operation !== "object" || operation.kernel === undefined) return undefined;
  if (!isFloat(result.dtype) && result.data.length < WORTHWHILE) return undefined;
  return tilesFor(loadKernel(operation.kernel), fn, dtype);
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

/** The {@link DTypeRule} of comparisons. */
export function boolOf(): "bool" {
  return "bool";
}
