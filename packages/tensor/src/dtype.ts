/** The array that holds a dtype's elements. `bool` is a `Uint8Array` of 0 and 1. */
export interface ArrayOf {
  float32: Float32Array;
  float64: Float64Array;
  int32: Int32Array;
  uint32: Uint32Array;
  uint8: Uint8Array;
  bool: Uint8Array;
  int64: BigInt64Array;
  uint64: BigUint64Array;
}

/** The type of a tensor's elements. */
export type DType = keyof ArrayOf;

/** The dtypes that arithmetic takes: all but the 64-bit integers, which are carried only. */
export type NumericDType = Exclude<DType, "int64" | "uint64">;

/** The dtypes of real numbers. */
export type FloatDType = "float32" | "float64";

/** What one element is in JavaScript: a bigint for 64-bit integers, otherwise a number. */
export type ElementOf<D extends DType> = D extends "int64" | "uint64" ? bigint : number;

/** A typed array that a tensor may be made of. 8- and 16-bit kinds other than `Uint8Array` are widened to int32. */
export type TypedArray = ArrayOf[DType] | Int8Array | Int16Array | Uint16Array | Uint8ClampedArray;

/**
 * The dtype of `A op B` for two tensors: float64 if either is, otherwise float32 if either is, otherwise the wider
 * integer (int32 beside uint32, as in JAX). Two bools are counted: int32. Distributes over both.
 */
export type Promote<A extends DType, B extends DType> = A extends DType
  ? B extends DType
    ? WidestOf<A | B>
    : never
  : never;

type WidestOf<D extends DType> = "float64" extends D
  ? "float64"
  : "float32" extends D
    ? "float32"
    : "int32" extends D
      ? "int32"
      : "uint32" extends D
        ? "uint32"
        : "uint8" extends D
          ? "uint8"
          : "int32";

/** The dtype that holds elements of `A` and of `B`: their own where it is one, otherwise as in arithmetic. */
export type Common<A extends DType, B extends DType> = A extends DType
  ? B extends DType
    ? [A, B] extends [B, A]
      ? A
      : Promote<A, B>
    : never
  : never;

/** The float dtype in which a continuous function of `D` is computed. Distributes over `D`. */
export type FloatOf<D extends DType> = D extends "float64" ? "float64" : "float32";

const CONSTRUCTOR: { [D in DType]: string } = {
  float32: "Float32Array",
  float64: "Float64Array",
  int32: "Int32Array",
  uint32: "Uint32Array",
  uint8: "Uint8Array",
  bool: "Uint8Array",
  int64: "BigInt64Array",
  uint64: "BigUint64Array",
};

const NATIVE: Record<string, DType> = {
  Float32Array: "float32",
  Float64Array: "float64",
  Int32Array: "int32",
  Uint32Array: "uint32",
  Uint8Array: "uint8",
  BigInt64Array: "int64",
  BigUint64Array: "uint64",
};

/** Whether `value` names a dtype. */
export function isDType(value: unknown): value is DType {
  return typeof value === "string" && Object.hasOwn(CONSTRUCTOR, value);
}

/** The names of all dtypes, for messages. */
export function dtypeNames(): DType[] {
  return Object.keys(CONSTRUCTOR) as DType[];
}

/** The kind of a typed array by name, not by instanceof: it may come from another realm, and a Buffer is a Uint8Array. */
export function kindOf(array: ArrayBufferView): string {
  return Object.prototype.toString.call(array).slice(8, -1);
}

/** The dtype whose own array this is, or undefined for the kinds that are widened. */
export function nativeDType(array: ArrayBufferView): DType | undefined {
  return NATIVE[kindOf(array)];
}

/** Whether `data` is the kind of array that `dtype` lives in. */
export function holds(dtype: DType, data: ArrayBufferView): boolean {
  return kindOf(data) === CONSTRUCTOR[dtype];
}

/** A new array of `length` zeros for `dtype`. */
export function allocate<D extends DType>(dtype: D, length: number): ArrayOf[D];
export function allocate(dtype: DType, length: number): ArrayOf[DType] {
  return new (arrayClass(dtype))(length);
}

/** From this many bytes on it pays to ask for memory that is not set to zero first. */
const LARGE = 32_768;

/** What of Node's Buffer is used. */
interface Node {
  readonly Buffer?: { allocUnsafeSlow(bytes: number): { readonly buffer: ArrayBufferLike } };
}

/**
 * A new array for `dtype` whose elements may be anything, NumPy's `empty`: for answers that are written whole before anybody sees
 * them. Setting memory to zero first is a fifth of the time that 10,000 new float32 take, two fifths of 1,000,000. A browser does it all the same.
 */
export function empty<D extends DType>(dtype: D, length: number): ArrayOf[D];
export function empty(dtype: DType, length: number): ArrayOf[DType] {
  const Kind = arrayClass(dtype);
  const bytes = length * Kind.BYTES_PER_ELEMENT;
  const buffer = bytes < LARGE ? undefined : (globalThis as Node).Buffer?.allocUnsafeSlow(bytes).buffer;
  // A memory of its own and of this realm, whatever stands under that name.
  const isOwn = buffer instanceof ArrayBuffer && buffer.byteLength === bytes;
  return isOwn ? new Kind(buffer, 0, length) : new Kind(length);
}

/** The same memory in this realm's plain array for `dtype`: a Buffer's `slice`, for one, would not copy. */
export function plainArray<D extends DType>(dtype: D, array: ArrayOf[D]): ArrayOf[D];
export function plainArray(dtype: DType, array: ArrayOf[DType]): ArrayOf[DType] {
  const Plain = arrayClass(dtype);
  if (Object.getPrototypeOf(array) === Plain.prototype) return array;
  return new Plain(array.buffer as ArrayBuffer, array.byteOffset, array.length);
}

interface ArrayClass {
  new (length: number): ArrayOf[DType];
  new (buffer: ArrayBuffer, byteOffset: number, length: number): ArrayOf[DType];
  readonly BYTES_PER_ELEMENT: number;
  readonly prototype: ArrayOf[DType];
}

function arrayClass(dtype: DType): ArrayClass {
  switch (dtype) {
    case "float32":
      return Float32Array;
    case "float64":
      return Float64Array;
    case "int32":
      return Int32Array;
    case "uint32":
      return Uint32Array;
    case "uint8":
    case "bool":
      return Uint8Array;
    case "int64":
      return BigInt64Array;
    case "uint64":
      return BigUint64Array;
  }
}

/** Whether a dtype's elements are bigints. */
export function isBig(dtype: DType): dtype is "int64" | "uint64" {
  return dtype === "int64" || dtype === "uint64";
}

/** Whether a dtype's elements are real numbers. */
export function isFloat(dtype: DType): dtype is FloatDType {
  return dtype === "float32" || dtype === "float64";
}

/** Whether float32 holds every element of a dtype. */
export function fitsFloat32(dtype: DType): boolean {
  return dtype === "float32" || dtype === "uint8" || dtype === "bool";
}

/** The dtype in which a continuous function of `dtype` is computed: float64 stays, all else is float32. */
export function floatOf(dtype: DType): FloatDType {
  return dtype === "float64" ? "float64" : "float32";
}

/** The dtype of `a op b`; the same table as the type `Promote`. */
export function promote(a: NumericDType, b: NumericDType): NumericDType {
  for (const dtype of ["float64", "float32", "int32", "uint32", "uint8"] as const) {
    if (a === dtype || b === dtype) return dtype;
  }
  return "int32";
}

/** The dtype that holds elements of both; the same table as the type `Common`. */
export function commonDType(a: NumericDType, b: NumericDType): NumericDType {
  return a === b ? a : promote(a, b);
}

/** A number as it enters the computation beside `dtype`: rounded to float32 beside float32, as JAX rounds a Python scalar. */
export function scalarBeside(dtype: DType, value: number): number {
  return dtype === "float32" ? Math.fround(value) : value;
}
