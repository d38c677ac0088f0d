import { type DType, dtypeNames, isDType, kindOf } from "../dtype.ts";
import { type Shape, sameShape, showShape, sizeOf } from "../shape.ts";
import { isTensor, type PlainTensor } from "../tensor.ts";

/** A value as an error message shows it: short, and saying its kind. */
export function describe(value: unknown): string {
  if (value === null || value === undefined || typeof value === "boolean") return String(value);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (isTensor(value)) return `a tensor of shape ${showShape(value.shape)}`;
  if (Array.isArray(value))
    return value.length <= 8 && value.every((v) => typeof v === "number")
      ? `[${value.join(", ")}]`
      : `an array of ${value.length}`;
  if (ArrayBuffer.isView(value)) return `a ${kindOf(value)}`;
  return "an object";
}

/** `fn: required, got value` as a TypeError: the value is of a wrong kind. */
export function wrongKind(fn: string, required: string, value: unknown): TypeError {
  return new TypeError(`${fn}: ${required}, got ${describe(value)}`);
}

/** `fn: required, got value` as a RangeError: the kind is right, the value does not fit. */
export function wrongValue(fn: string, required: string, value: unknown): RangeError {
  return new RangeError(`${fn}: ${required}, got ${describe(value)}`);
}

/** The number given, which may be infinite but not NaN. */
export function checkNumber(fn: string, argument: string, value: unknown): number {
  if (typeof value !== "number") throw wrongKind(fn, `${argument} must be a number`, value);
  if (Number.isNaN(value)) throw wrongValue(fn, `${argument} must be a number`, value);
  return value;
}

/** The number given, which must lie in [low, high]. */
export function checkWithin(fn: string, argument: string, value: unknown, low: number, high: number): number {
  const number = checkNumber(fn, argument, value);
  if (number < low || number > high)
    throw wrongValue(fn, `${argument} must lie in [${low}, ${high}]`, number);
  return number;
}

/** The number given, which must lie in [low, high). */
export function checkBelow(fn: string, argument: string, value: unknown, low: number, high: number): number {
  const number = checkNumber(fn, argument, value);
  if (number < low || number >= high)
    throw wrongValue(fn, `${argument} must lie in [${low}, ${high})`, number);
  return number;
}

/** The number given, which must be finite. */
export function checkFinite(fn: string, argument: string, value: unknown): number {
  const number = checkNumber(fn, argument, value);
  if (!Number.isFinite(number)) throw wrongValue(fn, `${argument} must be finite`, number);
  return number;
}

/** The whole number given, which must be at least `low` and, where it is given, at most `high`. */
export function checkWhole(
  fn: string,
  argument: string,
  value: unknown,
  low = 0,
  high: number = Number.MAX_SAFE_INTEGER,
): number {
  if (typeof value !== "number") throw wrongKind(fn, `${argument} must be a whole number`, value);
  if (!Number.isInteger(value) || value < low || value > high) {
    const range = high === Number.MAX_SAFE_INTEGER ? `of at least ${low}` : `from ${low} to ${high}`;
    throw wrongValue(fn, `${argument} must be a whole number ${range}`, value);
  }
  return value;
}

/** The whole numbers that integers of a dtype lie between. */
const BOUNDS: { readonly [D in DType]?: readonly [low: number, high: number] } = {
  int32: [-2147483648, 2147483647],
  uint32: [0, 4294967295],
  uint8: [0, 255],
};

/** Throws where `value` is a number that is to become one of integers and that their dtype cannot hold; tensors wrap around. */
export function checkHeld(
  fn: string,
  argument: string,
  value: PlainTensor | number | bigint,
  dtype: DType,
): void {
  const bounds = BOUNDS[dtype];
  if (typeof value === "object" || bounds === undefined) return;
  const [low, high] = bounds;
  if (!(value >= low && value <= high))
    throw wrongValue(fn, `${argument} beside ${dtype} must lie in [${low}, ${high}]`, value);
}

/** The options object, `{}` where none is given. */
export function checkOptions<T extends object>(fn: string, options: T | undefined, argument = "options"): T {
  if (options === undefined) return {} as T;
  // NumPy takes `out` by position, and an axis as a tuple: what stands for a tensor is no options object.
  const record = typeof options === "object" && options !== null;
  if (!record || Array.isArray(options) || ArrayBuffer.isView(options) || isTensor(options))
    throw wrongKind(fn, `${argument} must be an object`, options);
  return options;
}

/** The flag given. */
export function checkFlag(fn: string, argument: string, value: unknown): boolean {
  if (typeof value !== "boolean") throw wrongKind(fn, `${argument} must be true or false`, value);
  return value;
}

/** A shape: whole numbers from 0, in an array; copied. */
export function checkShape(fn: string, value: unknown): number[] {
  if (!Array.isArray(value)) throw wrongKind(fn, "shape must be an array of whole numbers", value);
  for (const length of value) {
    if (typeof length !== "number") throw wrongKind(fn, "shape must be an array of whole numbers", length);
    if (!Number.isInteger(length) || length < 0)
      throw wrongValue(fn, "shape must hold whole numbers from 0", value);
  }
  checkSize(fn, value);
  return value.slice();
}

/** How many elements a shape has, which must not be more than any array holds. */
export function checkSize(fn: string, shape: Shape): number {
  const size = sizeOf(shape);
  if (!(size <= 2 ** 32)) throw wrongValue(fn, "shape must hold at most 2^32 elements", shape);
  return size;
}

/** An axis of `rank` axes, counted from the end where negative. */
export function checkAxis(fn: string, axis: unknown, rank: number): number {
  if (typeof axis !== "number") throw wrongKind(fn, "axis must be a whole number", axis);
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    throw wrongValue(
      fn,
      rank === 0 ? "a scalar has no axis" : `axis must be a whole number from ${-rank} to ${rank - 1}`,
      axis,
    );
  }
  return axis < 0 ? axis + rank : axis;
}

/** The dtype given; TypeError unless it is one. */
export function checkDType(fn: string, dtype: unknown, argument = "dtype"): DType {
  if (!isDType(dtype)) throw wrongKind(fn, `${argument} must be one of ${dtypeNames().join(" ")}`, dtype);
  return dtype;
}

/** Throws unless `x` has `like`'s shape. */
export function checkSameShape(
  fn: string,
  argument: string,
  x: PlainTensor,
  likeArgument: string,
  like: { shape: Shape },
): void {
  if (!sameShape(x.shape, like.shape)) {
    throw new RangeError(
      `${fn}: ${argument} must have ${likeArgument}'s shape ${showShape(like.shape)}, got ${showShape(x.shape)}`,
    );
  }
}

/** Throws unless `x` has `rank` axes. */
export function checkRank(fn: string, argument: string, x: PlainTensor, rank: number): void {
  if (x.shape.length !== rank) {
    throw new RangeError(
      `${fn}: ${argument} must have ${rank} ${rank === 1 ? "axis" : "axes"}, got shape ${showShape(x.shape)}`,
    );
  }
}
