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

/** The dtype of `A op B` for two tensors: float64 if either is, otherwise float32 if either is, otherwise the wider integer. */
export type Promote<A extends DType, B extends DType> = "float64" extends A | B
  ? "float64"
  : "float32" extends A | B
    ? "float32"
    : "int32" extends A | B
      ? "int32"
      : "uint32" extends A | B
        ? "uint32"
        : "uint8" extends A | B
          ? "uint8"
          : "int32";

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

/** The dtype whose own array this is, or undefined for the kinds that are widened. */
export function nativeDType(array: ArrayBufferView): DType | undefined {
  // By name, not by instanceof: an array may come from another realm, and a Buffer is a Uint8Array.
  return NATIVE[Object.prototype.toString.call(array).slice(8, -1)];
}

/** Whether `data` is the kind of array that `dtype` lives in. */
export function holds(dtype: DType, data: ArrayBufferView): boolean {
  return Object.prototype.toString.call(data).slice(8, -1) === CONSTRUCTOR[dtype];
}

/** A new array of `length` zeros for `dtype`. */
export function allocate<D extends DType>(dtype: D, length: number): ArrayOf[D];
export function allocate(dtype: DType, length: number): ArrayOf[DType] {
  switch (dtype) {
    case "float32":
      return new Float32Array(length);
    case "float64":
      return new Float64Array(length);
    case "int32":
      return new Int32Array(length);
    case "uint32":
      return new Uint32Array(length);
    case "uint8":
    case "bool":
      return new Uint8Array(length);
    case "int64":
      return new BigInt64Array(length);
    case "uint64":
      return new BigUint64Array(length);
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

/** `value` as a dtype holds it: rounded to float32 beside float32 data, as JAX rounds a Python scalar. */
export function roundTo(dtype: DType, value: number): number {
  return dtype === "float64" ? value : Math.fround(value);
}
