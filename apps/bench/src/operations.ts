import type { Tensor } from "@ngc/tensor";

/** float32 values, as every contender gets them: turning them into its own kind and back is part of its time. */
export type Values = Tensor<"float32">;

/** What a contender answers with, in an order that all share: row by row. */
export type Answer = number | ArrayLike<number>;

/** All that is measured, and its arguments. */
export interface Signatures {
  add: [a: Values, b: Values];
  matmul: [a: Values, b: Values];
  uniform: [seed: number, length: number];
  relu: [x: Values];
  sigmoid: [x: Values];
  softmax: [x: Values];
  measureMSE: [mu: Values, x: Values];
  measureCatNLL: [p: Values, x: Values];
  /** The derivative of the arctan surrogate, with threshold 0 and alpha 2. */
  arctanDerivative: [v: Values];
  /** One epoch of batches in the order of the rows; the last batch is the answer. */
  epoch: [x: Values, batchSize: number];
  /** The values written to bytes and read again. */
  roundTrip: [x: Values];
}

/** What a contender offers: those operations that it has. */
export type Operations = { readonly [K in keyof Signatures]?: (...given: Signatures[K]) => Answer };

/** A library, or a loop written by hand, that is measured beside ours. */
export interface Peer {
  readonly name: string;
  readonly operations: Operations;
}
