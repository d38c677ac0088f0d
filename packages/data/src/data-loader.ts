import { type Key, permutation, split } from "@ngc/random";
import { asKey } from "@ngc/random/authoring";
import type { DTypeOf, Tensor, TensorLike } from "@ngc/tensor";
import { checkFlag, checkOptions, checkWhole, takeRows } from "@ngc/tensor/authoring";
import { freshKey } from "./internal/fresh-key.ts";
import { type NamedMatrix, namedMatrices } from "./internal/named-matrices.ts";

/** Matrices by name, with a row for each sample: `{ x, y }` or `[["x", x], ["y", y]]`. */
export type DesignMatrices =
  | Readonly<Record<string, TensorLike>>
  | readonly (readonly [name: string, matrix: TensorLike])[];

/** A batch: under each matrix's name its rows, of its dtype. */
export type Batch<M extends DesignMatrices> = M extends readonly (readonly [string, TensorLike])[]
  ? { [Pair in M[number] as Pair[0]]: Tensor<DTypeOf<Pair[1]>> }
  : { -readonly [Name in keyof M]: Tensor<DTypeOf<M[Name]>> };

/** Options of {@link DataLoader}. */
export interface DataLoaderOptions {
  /** Rows in their own order, without drawing from the key. */
  readonly disableShuffle?: boolean;
  /** Whether a last batch that is short is filled from the front of the epoch's order. */
  readonly ensureEqualBatches?: boolean;
  /** What the epochs' orders are drawn from; a fresh one where none is given. */
  readonly key?: Key;
}

/**
 * Batches of rows, sampled without replacement: each iteration is one epoch, in the order that ngc-learn gives for the key.
 *
 * An epoch splits the key when its first batch is asked for (next key, key of this epoch's permutation); `disableShuffle`
 * leaves it alone. A short last batch is filled from the front of the same order, or stays short with
 * `ensureEqualBatches: false`. Iterators that are alive at the same time each have their own epoch and do not disturb each
 * other. Matrices may have any dtype and any number of axes from one; rows are along the first. They are not copied at
 * construction, each batch is.
 *
 * @throws RangeError if there is no matrix or row, if rows differ in number or a name comes twice, or if `batchSize` is not
 *   a whole number from 1 to the number of rows; TypeError for wrong kinds
 * @example
 * ```ts
 * const loader = new DataLoader({ x: [[0], [1], [2], [3], [4]] }, 2, { key: key(0) });
 * [...loader].map(({ x }) => x.toArray()); // => [[[0], [3]], [[1], [4]], [[2], [0]]]
 * loader.length; // => 3
 * ```
 * @python ngclearn.utils.data_loader.DataLoader
 * @differs Upstream prints and ends the process for a wrong call and yields lists of pairs; here it throws, and yields `{ name: batch }`.
 */
export class DataLoader<const M extends DesignMatrices> {
  /** The number of batches in an epoch. */
  readonly length: number;
  readonly #matrices: readonly NamedMatrix[];
  readonly #rows: number;
  readonly #batchSize: number;
  readonly #shuffles: boolean;
  readonly #fills: boolean;
  #key: Key;

  constructor(designMatrices: M, batchSize: number, options?: DataLoaderOptions) {
    const fn = "DataLoader";
    const { disableShuffle = false, ensureEqualBatches = true, key } = checkOptions(fn, options);
    this.#matrices = namedMatrices(fn, designMatrices);
    this.#rows = this.#matrices[0].matrix.shape[0];
    this.#batchSize = checkWhole(fn, "batchSize", batchSize, 1, this.#rows);
    this.#shuffles = !checkFlag(fn, "disableShuffle", disableShuffle);
    this.#fills = checkFlag(fn, "ensureEqualBatches", ensureEqualBatches);
    this.#key = key === undefined ? freshKey() : asKey(fn, key);
    this.length = Math.ceil(this.#rows / this.#batchSize);
  }

  /** The key that the next epoch will split: a loader made with it goes on where this one is. */
  get key(): Key {
    return this.#key;
  }

  /** One epoch of batches. */
  *[Symbol.iterator](): Generator<Batch<M>, void, undefined> {
    const order = this.#nextOrder();
    for (let start = 0; start < this.#rows; start += this.#batchSize) {
      const rows = rowsOfBatch(order, start, this.#batchSize, this.#fills);
      const entries = this.#matrices.map(({ name, matrix }) => [name, takeRows(matrix, rows)] as const);
      yield Object.fromEntries(entries) as Batch<M>;
    }
  }

  #nextOrder(): Int32Array {
    if (!this.#shuffles) return new Int32Array(this.#rows).map((_, row) => row);
    const [next, sub] = split(this.#key);
    this.#key = next;
    return permutation(sub, this.#rows).data;
  }
}

function rowsOfBatch(order: Int32Array, start: number, size: number, fills: boolean): Int32Array {
  const rows = order.subarray(start, start + size);
  if (rows.length === size || !fills) return rows;
  const filled = new Int32Array(size);
  filled.set(rows);
  filled.set(order.subarray(0, size - rows.length), rows.length);
  return filled;
}
