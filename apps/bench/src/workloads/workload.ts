import { key, normal, uniform } from "@ngc/random";
import { astype, type FloatDType, type Shape, tensor } from "@ngc/tensor";
import type { Answer, Operation, Operations, Signatures, Values } from "../operations.ts";

/** What kind of work an operation is; goals are set by kind. */
export type Kind =
  | "elementwise"
  | "softmax"
  | "metric"
  | "reduction"
  | "product"
  | "draw"
  | "rows"
  | "bytes"
  | "model";

/** One operation on arguments that depend on size and dtype only, so that every run and every contender gets the same. */
export interface Workload {
  readonly package: string;
  readonly operation: Operation;
  readonly kind: Kind;
  /** How many elements the largest argument, or the answer, has. */
  readonly sizes: readonly number[];
  /** float32 alone where there is none to choose. */
  readonly dtypes: readonly FloatDType[];
  /** Makes the arguments once; then a call for each contender that has the operation. */
  readonly prepare: (size: number, dtype: FloatDType) => Prepared;
}

export interface Prepared {
  /** The arguments themselves, for contenders that live in another process. */
  readonly given: readonly (Values | number)[];
  readonly callOf: (operations: Operations) => (() => Answer) | undefined;
}

/** ngc-learn's own work is of the first three sizes mostly; the last two no longer fit a cache. */
export const SIZES = [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

const BOTH: readonly FloatDType[] = ["float32", "float64"];

/** Workloads of one package: `add(operation, kind, argumentsOf)`. */
export function workloadsOf(
  packageName: string,
): <K extends Operation>(
  operation: K,
  kind: Kind,
  argumentsOf: (size: number, dtype: FloatDType) => Signatures[K],
  sizes?: readonly number[],
  dtypes?: readonly FloatDType[],
) => Workload {
  return (operation, kind, argumentsOf, sizes = SIZES, dtypes = BOTH) => ({
    package: packageName,
    operation,
    kind,
    sizes,
    dtypes,
    prepare: (size, dtype) => {
      const given = argumentsOf(size, dtype);
      return { given, callOf: (operations) => callOf(operations, operation, given) };
    },
  });
}

/** An operation on these arguments as a call; undefined where it is not among those offered. */
export function callOf<K extends Operation>(
  operations: Operations,
  operation: K,
  given: readonly unknown[],
): (() => Answer) | undefined {
  const call: ((...given: Signatures[K]) => Answer) | undefined = operations[operation];
  return call && (() => call(...(given as Signatures[K])));
}

/** Standard normal values. */
export function normals(seed: number, shape: Shape, dtype: FloatDType): Values {
  return as(normal(key(seed), shape), dtype);
}

/** Values from 0.01 up to 0.99. */
export function shares(seed: number, shape: Shape, dtype: FloatDType): Values {
  return as(uniform(key(seed), shape, { minval: 0.01, maxval: 0.99 }), dtype);
}

/** 1 for about this share of the elements, otherwise 0. */
export function spikes(seed: number, shape: Shape, share: number, dtype: FloatDType): Values {
  const draws = uniform(key(seed), shape);
  return as(
    tensor(
      draws.data.map((draw) => (draw < share ? 1 : 0)),
      shape,
    ),
    dtype,
  );
}

/** Rows of ten, each a distribution. */
export function distributions(seed: number, rows: number, dtype: FloatDType): Values {
  const { data } = normal(key(seed), [rows, 10]);
  const values = data.map(Math.exp);
  for (let row = 0; row < rows; row++) {
    const entries = values.subarray(10 * row, 10 * row + 10);
    const sum = entries.reduce((a, b) => a + b, 0);
    for (let i = 0; i < 10; i++) entries[i] /= sum;
  }
  return as(tensor(values, [rows, 10]), dtype);
}

function as(values: Values, dtype: FloatDType): Values {
  return values.dtype === dtype ? values : astype(values, dtype);
}
