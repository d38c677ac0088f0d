import type { ArrayOf, DType, ElementOf, FloatDType, FloatOf, Promote, TypedArray } from "./dtype.ts";
import { printTensor } from "./internal/print.ts";
import { type Shape, sizeOf } from "./shape.ts";

/** Numbers nested as deep as a tensor has axes. */
export type NestedNumbers = readonly number[] | readonly NestedNumbers[];

/** What `toArray` gives: the elements, nested as deep as the tensor has axes; a scalar's is its element. */
export type NestedArray<T> = T | NestedArray<T>[];

/** What `toArray` may be wanted as. */
type Nesting<T> = T | readonly Nesting<T>[];

/** `A` if elements of `T` can be nested so, otherwise `T`'s own nesting. The default `A` of `toArray` fits no dtype, so that it gives the latter. */
type ArrayAs<A, T> = [A] extends [Nesting<T>] ? A : NestedArray<T>;

/** What every tensor is made of, with or without its class (a worker's message keeps only these three). */
export interface PlainTensor<D extends DType = DType> {
  readonly data: ArrayOf[D];
  readonly shape: Shape;
  readonly dtype: D;
}

/** A tensor of one dtype; see {@link Tensor}. */
export interface TensorOf<D extends DType> extends PlainTensor<D> {
  /** Over the first axis: elements where there is one axis, otherwise tensors that share this one's memory. */
  [Symbol.iterator](): IterableIterator<ElementOf<D> | Tensor<D>>;
  /**
   * The elements in plain arrays, nested as deep as there are axes. The type does not know how many these are, and believes
   * what is wanted: `const rows: number[][] = x.toArray()`.
   */
  toArray<A extends Nesting<number | bigint> = NestedArray<number | bigint>>(): ArrayAs<A, ElementOf<D>>;
  /** The only element; RangeError where there is not just one. */
  item(): ElementOf<D>;
  /** dtype, shape and values, long axes shortened to their ends. */
  toString(): string;
}

/**
 * A value: row-major, contiguous `data` (a plain typed array), its `shape` and `dtype`.
 * Distributes over `D`, so that a test of `dtype` narrows `data`.
 */
export type Tensor<D extends DType = DType> = D extends DType ? TensorOf<D> : never;

/** Whatever may stand for a tensor in a call: numbers nested, a typed array (one axis), a tensor, or one that lost its class. */
export type TensorLike = Tensor | TypedArray | NestedNumbers | PlainTensor;

/** What elementwise functions take: a number, or what stands for a tensor. */
export type Operand = number | TensorLike;

/** The dtype that a {@link TensorLike} has. */
export type DTypeOf<X> = X extends { readonly dtype: infer D extends DType }
  ? D
  : X extends Float32Array
    ? "float32"
    : X extends Float64Array
      ? "float64"
      : X extends Int32Array | Int8Array | Int16Array | Uint16Array
        ? "int32"
        : X extends Uint32Array
          ? "uint32"
          : X extends Uint8Array | Uint8ClampedArray
            ? "uint8"
            : X extends BigInt64Array
              ? "int64"
              : X extends BigUint64Array
                ? "uint64"
                : "float32";

/** What a continuous function gives for `X`: a number for a number, float64 for float64, otherwise float32. */
export type Out<X> = X extends number ? number : Tensor<FloatOf<DTypeOf<X>>>;

/** What a function that keeps its argument's dtype gives for `X`. */
export type Same<X> = X extends number ? number : Tensor<DTypeOf<X>>;

/** What a comparison gives for `X` and `Y`: 1 or 0 for two numbers, otherwise a tensor of bools. */
export type Truth<X, Y = number> = X extends number
  ? Y extends number
    ? number
    : Tensor<"bool">
  : Tensor<"bool">;

/** What arithmetic gives for `X op Y`: the wider dtype; a number beside integers may turn them to float32. */
export type Mixed<X, Y> = X extends number
  ? Y extends number
    ? number
    : WithNumber<DTypeOf<Y>>
  : Y extends number
    ? WithNumber<DTypeOf<X>>
    : Tensor<Promote<DTypeOf<X>, DTypeOf<Y>>>;

type WithNumber<D extends DType> = Tensor<
  D extends FloatDType ? D : D extends "bool" ? "int32" | "float32" : D | "float32"
>;

/** What a division gives for `X / Y`: two numbers a number, otherwise float64 if either is, else float32. */
export type Ratio<X, Y> = X extends number
  ? Out<Y>
  : Y extends number
    ? Out<X>
    : Tensor<FloatOf<Promote<DTypeOf<X>, DTypeOf<Y>>>>;

type TensorClass = new (data: ArrayOf[DType], shape: Shape, dtype: DType) => TensorOf<DType>;

let tensorClass: TensorClass | undefined;

/** The class is made on first use: its brand is a `Symbol.for`, and nothing may be called when a module loads. */
function defineTensor(): TensorClass {
  class Tensor {
    readonly data: ArrayOf[DType];
    readonly shape: Shape;
    readonly dtype: DType;

    constructor(data: ArrayOf[DType], shape: Shape, dtype: DType) {
      this.data = data;
      this.shape = shape;
      this.dtype = dtype;
    }

    get [Symbol.for("@ngc/tensor")](): true {
      return true;
    }

    get [Symbol.toStringTag](): string {
      return "Tensor";
    }

    *[Symbol.iterator](): IterableIterator<number | bigint | TensorOf<DType>> {
      if (this.shape.length === 0) {
        throw new TypeError("Tensor: a scalar has no axis to iterate over, got shape []");
      }
      if (this.shape.length === 1) {
        yield* this.data;
        return;
      }
      const inner = this.shape.slice(1);
      const size = sizeOf(inner);
      for (let row = 0; row < this.shape[0]; row++) {
        yield makeTensor(this.data.subarray(row * size, (row + 1) * size), inner, this.dtype);
      }
    }

    toArray(): NestedArray<number | bigint> {
      let level: NestedArray<number | bigint>[] = Array.from<number | bigint>(this.data);
      for (let axis = this.shape.length - 1; axis > 0; axis--) {
        const length = this.shape[axis];
        const count = sizeOf(this.shape.slice(0, axis));
        const below = level;
        level = Array.from({ length: count }, (_, i) => below.slice(i * length, (i + 1) * length));
      }
      return this.shape.length === 0 ? level[0] : level;
    }

    item(): number | bigint {
      if (this.data.length !== 1) {
        throw new RangeError(`item: the tensor must hold one element, got shape [${this.shape.join(", ")}]`);
      }
      return this.data[0];
    }

    toString(): string {
      return printTensor(this.data, this.shape, this.dtype);
    }

    [Symbol.for("nodejs.util.inspect.custom")](): string {
      return this.toString();
    }
  }
  return Tensor as TensorClass;
}

/** Wraps `data`, which must hold just the elements of `shape`; nothing is checked or copied. */
export function makeTensor<D extends DType>(data: ArrayOf[D], shape: Shape, dtype: D): Tensor<D>;
export function makeTensor(data: ArrayOf[DType], shape: Shape, dtype: DType): TensorOf<DType> {
  tensorClass ??= defineTensor();
  return new tensorClass(data, shape, dtype);
}

/** Whether `value` is a tensor, of this copy of the package or of another. */
export function isTensor(value: unknown): value is Tensor {
  return (
    typeof value === "object" &&
    value !== null &&
    (value as Record<symbol, unknown>)[Symbol.for("@ngc/tensor")] === true
  );
}
