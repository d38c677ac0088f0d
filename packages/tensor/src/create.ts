import { type ArrayOf, allocate, type DType, dtypeNames, isBig, isDType } from "./dtype.ts";
import { asTensor, copyNested, shapeOfNested } from "./internal/as-tensor.ts";
import { checkShape, wrongKind, wrongValue } from "./internal/checks.ts";
import { type Shape, showShape, sizeOf } from "./shape.ts";
import { type DTypeOf, makeTensor, type NestedNumbers, type Tensor, type TensorLike } from "./tensor.ts";

/**
 * A tensor of `values`. A typed array is wrapped, not copied, unless `dtype` asks for another kind; nested numbers are copied.
 *
 * @param values - nested numbers, a typed array, a number (a scalar), or a tensor
 * @param shape - lengths of the axes; by default those of the nesting, or one axis
 * @param dtype - by default the typed array's own, otherwise float32
 * @throws RangeError if the nesting is uneven or `shape` does not hold just these values
 * @example
 * ```ts
 * tensor([[1, 2], [3, 4]]).shape; // => [2, 2]
 * tensor(new Float64Array(6), [2, 3]).dtype; // => "float64"
 * ```
 * @python numpy.array
 */
export function tensor<X extends number | TensorLike>(
  values: X,
  shape?: Shape,
): Tensor<X extends number ? "float32" : DTypeOf<X>>;
export function tensor<D extends DType>(
  values: number | TensorLike,
  shape: Shape | undefined,
  dtype: D,
): Tensor<D>;
export function tensor(values: number | TensorLike, shape?: Shape, dtype?: DType): Tensor {
  if (dtype !== undefined) checkDType("tensor", dtype);
  const flat = flatten(values, dtype);
  const wanted = shape === undefined ? flat.shape : checkShape("tensor", shape);
  if (sizeOf(wanted) !== flat.data.length) {
    throw new RangeError(
      `tensor: shape ${showShape(wanted)} must hold ${sizeOf(wanted)} values, got ${flat.data.length}`,
    );
  }
  return makeTensor(flat.data, wanted, flat.dtype) as Tensor;
}

function flatten(
  values: number | TensorLike,
  dtype: DType | undefined,
): { data: ArrayOf[DType]; shape: Shape; dtype: DType } {
  if (typeof values === "number")
    return { data: convert([values], dtype ?? "float32"), shape: [], dtype: dtype ?? "float32" };
  if (Array.isArray(values)) {
    // Through float64, so that int32 and float64 values do not lose digits on the way.
    const shape = shapeOfNested(values as NestedNumbers);
    const exact = new Float64Array(sizeOf(shape));
    copyNested("tensor", "values", values as NestedNumbers, shape, exact);
    return { data: convert(exact, dtype ?? "float32"), shape, dtype: dtype ?? "float32" };
  }
  const source = asTensor("tensor", "values", values);
  if (dtype === undefined || dtype === source.dtype) return source;
  return { data: convert(source.data, dtype), shape: source.shape, dtype };
}

/** The elements as another dtype holds them: fractions are cut towards 0 for integers, all but 0 is true for bool. */
export function convert<D extends DType>(from: ArrayLike<number> | ArrayLike<bigint>, dtype: D): ArrayOf[D];
export function convert(from: ArrayLike<number> | ArrayLike<bigint>, dtype: DType): ArrayOf[DType] {
  const to = allocate(dtype, from.length) as ArrayOf[DType];
  if (dtype === "bool") {
    for (let i = 0; i < from.length; i++) (to as Uint8Array)[i] = Number(from[i]) !== 0 ? 1 : 0;
  } else if (isBig(dtype)) {
    for (let i = 0; i < from.length; i++) (to as BigInt64Array)[i] = bigintOf(from[i]);
  } else {
    for (let i = 0; i < from.length; i++) (to as Float64Array)[i] = Number(from[i]);
  }
  return to;
}

function bigintOf(value: number | bigint): bigint {
  if (typeof value === "bigint") return value;
  if (!Number.isFinite(value))
    throw wrongValue("astype", "64-bit integers must be made of finite numbers", value);
  return BigInt(Math.trunc(value));
}

/** The dtype given; TypeError unless it is one. */
export function checkDType(fn: string, dtype: unknown): DType {
  if (!isDType(dtype)) throw wrongKind(fn, `dtype must be one of ${dtypeNames().join(" ")}`, dtype);
  return dtype;
}

/**
 * A tensor of zeros.
 * @python numpy.zeros
 */
export function zeros<D extends DType = "float32">(shape: Shape, dtype: D = "float32" as D): Tensor<D> {
  const wanted = checkShape("zeros", shape);
  checkDType("zeros", dtype);
  return makeTensor(allocate(dtype, sizeOf(wanted)), wanted, dtype);
}
