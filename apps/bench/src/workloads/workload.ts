import { key, normal } from "@ngc/random";
import { type Shape, tensor } from "@ngc/tensor";
import type { Answer, Operations, Signatures, Values } from "../operations.ts";

/** One operation on arguments that depend on a size only, so that every run and every contender gets the same. */
export interface Workload {
  readonly package: string;
  readonly operation: keyof Signatures;
  /** How many elements the largest argument has. */
  readonly sizes: readonly number[];
  /** Makes the arguments once; then a call for each contender that has the operation. */
  readonly prepare: (size: number) => (operations: Operations) => (() => Answer) | undefined;
}

/** A {@link Workload} of its operation's own arguments. */
export function workload<K extends keyof Signatures>(
  packageName: string,
  operation: K,
  sizes: readonly number[],
  argumentsOf: (size: number) => Signatures[K],
): Workload {
  return {
    package: packageName,
    operation,
    sizes,
    prepare: (size) => {
      const given = argumentsOf(size);
      return (operations) => {
        const call: ((...given: Signatures[K]) => Answer) | undefined = operations[operation];
        return call && (() => call(...given));
      };
    },
  };
}

/** ngc-learn's own work is of the first size mostly; the last no longer fits a cache. */
export const SIZES = [1_000, 100_000, 1_000_000];

/** Standard normal values. */
export function normals(seed: number, shape: Shape): Values {
  return normal(key(seed), shape);
}

/** `size` elements in rows of ten, each a distribution. */
export function distributions(seed: number, size: number): Values {
  const values = Float32Array.from(normals(seed, [size]).data, Math.exp);
  for (let row = 0; row < size; row += 10) {
    const sum = values.subarray(row, row + 10).reduce((a, b) => a + b, 0);
    for (let i = row; i < row + 10; i++) values[i] /= sum;
  }
  return tensor(values, [size / 10, 10]);
}
