import {
  type ArrayOf,
  type DType,
  dtypeNames,
  type FloatDType,
  holds,
  isBig,
  isDType,
  kindOf,
  type NumericDType,
  nativeDType,
  plainArray,
  type TypedArray,
} from "../dtype.ts";
import { type Shape, showShape, sizeOf } from "../shape.ts";
import { isTensor, makeTensor, type NestedNumbers, type PlainTensor, type Tensor } from "../tensor.ts";
import { checkRank, describe, wrongKind, wrongValue } from "./checks.ts";
import { newTensor } from "./new-tensor.ts";

/** The tensor that `value` stands for; typed arrays and plain `{ data, shape, dtype }` are wrapped, nested numbers copied to float32. */
export function asTensor(fn: string, argument: string, value: unknown): Tensor {
  if (isTensor(value)) return attached(fn, argument, value);
  if (Array.isArray(value)) return fromNested(fn, argument, value, "float32");
  if (ArrayBuffer.isView(value) && kindOf(value) !== "DataView") {
    checkAttached(fn, argument, value as TypedArray);
    return fromTypedArray(value as TypedArray);
  }
  if (
    typeof value === "object" &&
    value !== null &&
    "data" in value &&
    "shape" in value &&
    "dtype" in value
  ) {
    return fromPlain(fn, argument, value as PlainTensor);
  }
  throw wrongKind(fn, `${argument} must be a tensor, a typed array or nested numbers`, value);
}

/** {@link asTensor} for arithmetic, which 64-bit integers do not take part in. */
export function asNumeric(fn: string, argument: string, value: unknown): Tensor<NumericDType> {
  const x = asTensor(fn, argument, value);
  if (isBig(x.dtype))
    throw new TypeError(
      `${fn}: ${argument} must not hold 64-bit integers (astype converts them), got ${x.dtype}`,
    );
  return x as Tensor<NumericDType>;
}

/** {@link asNumeric} that must have `rank` axes. */
export function asRank(fn: string, argument: string, value: unknown, rank: number): Tensor<NumericDType> {
  const x = asNumeric(fn, argument, value);
  checkRank(fn, argument, x, rank);
  return x;
}

/** {@link asNumeric} that must be [rows, columns], with at least one row. */
export function asMatrix(fn: string, argument: string, value: unknown): Tensor<NumericDType> {
  const x = asRank(fn, argument, value, 2);
  if (x.data.length === 0)
    throw new RangeError(`${fn}: ${argument} must not be empty, got shape ${showShape(x.shape)}`);
  return x;
}

/** The tensor, whose buffer must not have been transferred to a worker: it has no elements left then. */
export function attached(fn: string, argument: string, x: Tensor): Tensor {
  if (x.data.length === sizeOf(x.shape)) return x;
  throw new RangeError(
    `${fn}: ${argument} must hold ${sizeOf(x.shape)} elements for shape ${showShape(x.shape)}, got ${x.data.length}`,
  );
}

/** An array whose buffer was transferred, or shortened below it, looks like an empty one; only its methods tell. */
function checkAttached(fn: string, argument: string, array: TypedArray): void {
  if (array.length > 0) return;
  try {
    array.slice();
  } catch (cause) {
    throw new TypeError(
      `${fn}: ${argument} must not be detached or lie outside its buffer, got ${describe(array)}`,
      { cause },
    );
  }
}

function fromTypedArray(array: TypedArray): Tensor {
  const dtype = nativeDType(array);
  if (dtype !== undefined)
    return makeTensor(plainArray<DType>(dtype, array as ArrayOf[DType]), [array.length], dtype) as Tensor;
  switch (kindOf(array)) {
    case "Uint8ClampedArray":
      return makeTensor(
        new Uint8Array(array.buffer, array.byteOffset, array.length),
        [array.length],
        "uint8",
      );
    case "Int8Array":
    case "Int16Array":
    case "Uint16Array":
      return makeTensor(Int32Array.from(array as Int16Array), [array.length], "int32");
    default:
      return makeTensor(Float32Array.from(array as Float32Array), [array.length], "float32");
  }
}

function fromPlain(fn: string, argument: string, { data, shape, dtype }: PlainTensor): Tensor {
  if (!isDType(dtype))
    throw wrongKind(fn, `${argument}.dtype must be one of ${dtypeNames().join(" ")}`, dtype);
  if (!ArrayBuffer.isView(data) || !holds(dtype, data)) {
    throw wrongKind(fn, `${argument}.data must be the typed array of ${dtype}`, data);
  }
  const required = `${argument}.shape must be an array of whole numbers from 0`;
  if (!Array.isArray(shape) || !shape.every((length) => typeof length === "number"))
    throw wrongKind(fn, required, shape);
  if (!shape.every((length) => Number.isInteger(length) && length >= 0))
    throw wrongValue(fn, required, shape);
  if (sizeOf(shape) !== data.length) {
    throw new RangeError(
      `${fn}: ${argument}.data must hold ${sizeOf(shape)} elements for shape ${showShape(shape)}, got ${data.length}`,
    );
  }
  if (dtype === "bool") checkBools(fn, argument, data as Uint8Array);
  return makeTensor(plainArray<DType>(dtype, data), shape.slice(), dtype) as Tensor;
}

function checkBools(fn: string, argument: string, bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++)
    if (bytes[i] > 1) throw wrongValue(fn, `${argument}.data must hold 0 or 1 where dtype is bool`, bytes[i]);
}

/** More axes than NumPy's 64 are a mistake, or an array that holds itself. */
const MOST_AXES = 64;

/** The lengths of nested arrays, from the first entry of each level. */
function shapeOfNested(fn: string, argument: string, nested: NestedNumbers): number[] {
  const shape: number[] = [];
  for (let level: unknown = nested; Array.isArray(level); level = level[0]) {
    if (shape.push(level.length) > MOST_AXES)
      throw new RangeError(`${fn}: ${argument} must have at most ${MOST_AXES} axes, got more`);
  }
  return shape;
}

/** Whole numbers in [low, high), from anything that holds them; nested numbers keep their double precision. */
export function asIndices(
  fn: string,
  argument: string,
  value: unknown,
  low: number,
  high: number,
): { data: ArrayLike<number>; shape: Shape } {
  const source = asExact(fn, argument, value);
  const data = isBig(source.dtype) ? Float64Array.from(source.data as BigInt64Array, Number) : source.data;
  for (const index of data as Float64Array) {
    if (!Number.isInteger(index) || index < low || index >= high)
      throw wrongValue(fn, `${argument} must hold whole numbers from ${low} to ${high - 1}`, index);
  }
  return { data: data as Float64Array, shape: source.shape };
}

/** The tensor that `value` stands for; nested numbers keep their double precision, as NumPy's do. */
export function asExact(fn: string, argument: string, value: unknown): Tensor {
  return Array.isArray(value) ? fromNested(fn, argument, value, "float64") : asTensor(fn, argument, value);
}

/** Nested numbers as a tensor; throws on an uneven length or on what is not a number. */
export function fromNested<D extends FloatDType>(
  fn: string,
  argument: string,
  nested: NestedNumbers,
  dtype: D,
): Tensor<D> {
  const shape = shapeOfNested(fn, argument, nested);
  const copied = newTensor(fn, shape, dtype);
  const data: { [index: number]: number } = copied.data;
  let next = 0;
  const copy = (level: unknown, axis: number): void => {
    if (!Array.isArray(level) || level.length !== shape[axis]) {
      throw Array.isArray(level)
        ? new RangeError(
            `${fn}: ${argument} must be even: each array of axis ${axis} must hold ${shape[axis]} entries, got ${level.length}`,
          )
        : new TypeError(
            `${fn}: ${argument} must be nested evenly: an array of ${shape[axis]} is required at axis ${axis}, got ${describe(level)}`,
          );
    }
    if (axis < shape.length - 1) {
      for (const inner of level) copy(inner, axis + 1);
      return;
    }
    for (const value of level) {
      if (typeof value === "number") data[next++] = value;
      else if (typeof value === "boolean") data[next++] = value ? 1 : 0;
      else throw wrongKind(fn, `${argument} must hold numbers only`, value);
    }
  };
  copy(nested, 0);
  return copied;
}
