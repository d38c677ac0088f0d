import { isFloat, type Promote, promote } from "./dtype.ts";
import { asNumeric, asRank } from "./internal/as-tensor.ts";
import { checkFlag, checkOptions, wrongKind } from "./internal/checks.ts";
import { type Factor, multiplyFloats, multiplyIntegers } from "./internal/multiply.ts";
import { multiplyBlocks } from "./internal/multiply-blocks.ts";
import { outLike, refuseAlias } from "./internal/out.ts";
import { mapPair } from "./internal/pairs.ts";
import type { OutOption } from "./options.ts";
import { showShape } from "./shape.ts";
import { type DTypeOf, makeTensor, type Tensor, type TensorLike } from "./tensor.ts";

/** How {@link matmul} takes its factors, and whether it adds to `out`. */
export interface MatmulOptions extends OutOption {
  /** Whether the transpose of `a` is multiplied, false by default; nothing is copied for it. */
  readonly transposeA?: boolean;
  /** Whether the transpose of `b` is multiplied, false by default. */
  readonly transposeB?: boolean;
  /** Whether the product is added to what `out` holds, instead of taking its place; false by default. */
  readonly accumulate?: boolean;
}

/**
 * The matrix product `a b`.
 *
 * [rows, inner] times [inner, columns] gives [rows, columns]. A vector on the left counts as a row, on the right as a column, and leaves
 * no axis in the result.
 *
 * Products are summed in the order of the inner axis. On the kernel, float32 is summed in float32: 256 products, then the next 256 by
 * themselves, then the sums of these. float64 is summed in double precision, and so is float32 on the plain path, which rounds once.
 * Integers wrap around. Where most of `a` is 0, as spikes are, only the rest is multiplied; the result has the same bits.
 *
 * @param options - `out` may not share memory with a factor
 * @throws RangeError if the shapes do not fit, both are vectors ({@link dot} takes those), or an axis is missing or left over
 * @throws TypeError if `accumulate` comes without `out`
 * @example
 * ```ts
 * matmul([[1, 2], [3, 4]], [[5, 6], [7, 8]]); // => [[19, 22], [43, 50]]
 * matmul([[1, 2], [3, 4]], [1, 1]); // => [3, 7]
 * matmul([[1, 2, 3]], [[4, 5, 6]], { transposeB: true }); // => [[32]]
 * ```
 * @python numpy.matmul
 */
export function matmul<A extends TensorLike, B extends TensorLike>(
  a: A,
  b: B,
  options?: MatmulOptions,
): Tensor<Promote<DTypeOf<A>, DTypeOf<B>>>;
export function matmul(a: TensorLike, b: TensorLike, options?: MatmulOptions): Tensor {
  const { transposeA = false, transposeB = false, accumulate = false, out } = checkOptions("matmul", options);
  checkFlag("matmul", "transposeA", transposeA);
  checkFlag("matmul", "transposeB", transposeB);
  checkFlag("matmul", "accumulate", accumulate);
  const x = asNumeric("matmul", "a", a);
  const y = asNumeric("matmul", "b", b);
  if (x.shape.length === 1 && y.shape.length === 1)
    throw new RangeError("matmul: a or b must have 2 axes (dot takes two vectors), got two vectors");
  const left = factor("a", x, transposeA, true);
  const right = factor("b", y, transposeB, false);
  if (left.columns !== right.rows) {
    throw new RangeError(
      `matmul: a's columns must be as many as b's rows, got shapes ${showShape(x.shape)}${transposeA ? " transposed" : ""} and ${showShape(y.shape)}${transposeB ? " transposed" : ""}`,
    );
  }
  const dtype = promote(x.dtype, y.dtype);
  const shape = [
    ...(x.shape.length === 2 ? [left.rows] : []),
    ...(y.shape.length === 2 ? [right.columns] : []),
  ];
  if (accumulate && out === undefined)
    throw wrongKind("matmul", "accumulate needs out, a tensor to add to", out);
  refuseAlias("matmul", out, x, y);
  const result = outLike("matmul", out, shape, dtype);
  const to = result.data as Float64Array;
  // What float64 holds of every dtype is exact; integers beside float32 are multiplied in double precision.
  const onKernel = dtype === "float64" || (x.dtype === "float32" && y.dtype === "float32");
  if (onKernel && multiplyBlocks(left, right, to, accumulate)) return result as Tensor;
  if (isFloat(dtype)) multiplyFloats(left, right, to, accumulate);
  else multiplyIntegers(left, right, to, accumulate);
  return result as Tensor;
}

function factor(argument: string, x: Tensor, transposed: boolean, row: boolean): Factor {
  const { data, shape } = x as Tensor<"float64">;
  if (shape.length === 1) {
    const length = shape[0];
    return row
      ? { data, rows: 1, columns: length, rowStep: length, columnStep: 1 }
      : { data, rows: length, columns: 1, rowStep: 1, columnStep: 1 };
  }
  if (shape.length !== 2)
    throw new RangeError(`matmul: ${argument} must have 1 or 2 axes, got shape ${showShape(shape)}`);
  const [rows, columns] = shape;
  return transposed
    ? { data, rows: columns, columns: rows, rowStep: 1, columnStep: columns }
    : { data, rows, columns, rowStep: columns, columnStep: 1 };
}

/**
 * The sum of the products of two vectors' elements: a number.
 *
 * Added in double precision, of integers too, which do not wrap around.
 *
 * @throws RangeError if the vectors are not equally long ({@link matmul} takes matrices)
 * @example
 * ```ts
 * dot([1, 2, 3], [4, 5, 6]); // => 32
 * ```
 * @python numpy.dot
 */
export function dot(a: TensorLike, b: TensorLike): number {
  const x = asRank("dot", "a", a, 1);
  const y = asRank("dot", "b", b, 1);
  if (x.data.length !== y.data.length) {
    throw new RangeError(`dot: b must have a's shape ${showShape(x.shape)}, got ${showShape(y.shape)}`);
  }
  let sum = 0;
  for (let i = 0; i < x.data.length; i++) sum += x.data[i] * y.data[i];
  return sum;
}

/**
 * The product of each element of one vector with each of another: shape [a's length, b's length].
 * @example
 * ```ts
 * outer([1, 2], [3, 4, 5]); // => [[3, 4, 5], [6, 8, 10]]
 * ```
 * @python numpy.outer
 */
export function outer<A extends TensorLike, B extends TensorLike>(
  a: A,
  b: B,
  options?: OutOption,
): Tensor<Promote<DTypeOf<A>, DTypeOf<B>>>;
export function outer(a: TensorLike, b: TensorLike, options?: OutOption): Tensor {
  const x = asRank("outer", "a", a, 1);
  const y = asRank("outer", "b", b, 1);
  const column = makeTensor(x.data, [x.data.length, 1], x.dtype);
  return mapPair("outer", column, y, multiplyOf, options, Math.imul) as Tensor;
}

function multiplyOf(a: number, b: number): number {
  return a * b;
}
