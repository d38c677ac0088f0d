import { type Key, permutation, split } from "@ngc/random";
import { asKey } from "@ngc/random/authoring";
import type { DTypeOf, Tensor, TensorLike } from "@ngc/tensor";
import { checkFlag, checkOptions, checkWhole } from "@ngc/tensor/authoring";
import { freshKey } from "./internal/fresh-key.ts";
import { type NamedMatrix, namedMatrices } from "./internal/named-matrices.ts";
import { isPromise } from "./internal/take-from.ts";
import type { RowSource } from "./row-source.ts";

/** What has a row for each sample: a tensor, or a source of rows that are read when they are asked for. */
export type DesignMatrix = TensorLike | RowSource;

/** Matrices by name: `{ x, y }` or `[["x", x], ["y", y]]`. */
export type DesignMatrices<M = Record<string, unknown>> =
  | { readonly [Name in keyof M]: DesignMatrix }
  | readonly (readonly [name: string, matrix: DesignMatrix])[];

/** A batch: under each matrix's name its rows, of its dtype. */
export type Batch<M> = M extends readonly (readonly [string, DesignMatrix])[]
  ? { [Pair in M[number] as Pair[0]]: RowsOf<Pair[1]> }
  : { -readonly [Name in keyof M]: RowsOf<M[Name]> };

type RowsOf<M> = Tensor<M extends RowSource<infer D> ? D : DTypeOf<M>>;

/** Options of {@link DataLoader}. */
export interface DataLoaderOptions {
  /** Whether rows stay in their own order, without drawing from the key; false by default. */
  readonly disableShuffle?: boolean;
  /** Whether a last batch that is short is filled from the front of the epoch's order; true by default. */
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
 * A matrix may be a {@link RowSource}, such as the files that `openNpy` of `@ngc/io` leaves where they are: then `for await` reads
 * a batch at a time, so that an epoch may be larger than memory. The order is the same. A source that answers at once needs no `await`.
 *
 * @throws RangeError if there is no matrix or row, if rows differ in number or a name comes twice, or if `batchSize` is not
 *   a whole number from 1 to the number of rows; TypeError for wrong kinds, and for rows of a source without `for await`
 * @example
 * ```ts
 * const loader = new DataLoader({ x: [[0], [1], [2], [3], [4]] }, 2, { key: key(0) });
 * [...loader].map(({ x }) => x.toArray()); // => [[[0], [3]], [[1], [4]], [[2], [0]]]
 * loader.length; // => 3
 * ```
 * @python ngclearn.utils.data_loader.DataLoader
 * @differs Upstream prints and ends the process for a wrong call and yields lists of pairs; here it throws, and yields `{ name: batch }`.
 */
export class DataLoader<const M extends DesignMatrices<M>> {
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
    this.#rows = this.#matrices[0].shape[0];
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
    for (const rows of this.#epoch()) {
      const entries = this.#matrices.map(({ name, take }) => [name, refuseLate(name, take(rows))] as const);
      yield Object.fromEntries(entries) as Batch<M>;
    }
  }

  /** One epoch of batches, each read when it is asked for; of matrices in memory, the same as without `await`. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Batch<M>, void, undefined> {
    for (const rows of this.#epoch()) {
      const entries = this.#matrices.map(async ({ name, take }) => [name, await take(rows)] as const);
      yield Object.fromEntries(await Promise.all(entries)) as Batch<M>;
    }
  }

  /** The rows of each batch. */
  *#epoch(): Generator<Int32Array, void, undefined> {
    const order = this.#nextOrder();
    for (let start = 0; start < this.#rows; start += this.#batchSize)
      yield rowsOfBatch(order, start, this.#batchSize, this.#fills);
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

function refuseLate(name: string, rows: Tensor | Promise<Tensor>): Tensor {
  if (!isPromise(rows)) return rows;
  // Nobody waits for them any more.
  rows.then(undefined, () => {});
  throw new TypeError(`DataLoader: designMatrices.${name} must be read with for await, got for`);
}
