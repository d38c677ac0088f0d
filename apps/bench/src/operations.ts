import type { Tensor } from "@ngc/tensor";

/** What every contender gets: turning it into its own kind and its answer back is part of its time. */
export type Values = Tensor<"float32"> | Tensor<"float64">;

/** What a contender answers with, in an order that all share: row by row. */
export type Answer = number | ArrayLike<number>;

/** All that is measured, and its arguments. Without other word: the packages' function of this name at its defaults. */
export interface Signatures {
  add: [a: Values, b: Values];
  multiply: [a: Values, b: Values];
  exp: [x: Values];
  log: [x: Values];
  sum: [x: Values];
  argmax: [x: Values];
  binarize: [x: Values];
  oneHot: [x: Values];
  /** Each column scaled to the L1 norm 1. */
  normalizeMatrix: [m: Values];
  matmul: [a: Values, b: Values];
  /** A product whose left factor is 0 but for 3 of 100: the same call as `matmul`. */
  spikesTimes: [spikes: Values, weights: Values];
  /** `transposed(spikes) errors`, added to a copy of the weights. */
  spikesUpdate: [spikes: Values, errors: Values, weights: Values];
  bits: [seed: number, length: number];
  uniform: [seed: number, length: number];
  normal: [seed: number, length: number];
  bernoulli: [seed: number, length: number];
  permutation: [seed: number, length: number];
  /** The masked input, for a rate of a half. */
  dropOut: [seed: number, x: Values];
  relu: [x: Values];
  dRelu: [x: Values];
  lrelu: [x: Values];
  relu6: [x: Values];
  sigmoid: [x: Values];
  dSigmoid: [x: Values];
  tanh: [x: Values];
  dTanh: [x: Values];
  softplus: [x: Values];
  inverseLogistic: [x: Values];
  thresholdSoft: [x: Values, lmbda: number];
  softmax: [x: Values];
  measureACC: [mu: Values, y: Values];
  measureMSE: [mu: Values, x: Values];
  measureBCE: [p: Values, x: Values];
  measureCatNLL: [p: Values, x: Values];
  measureKLD: [pXHat: Values, pX: Values];
  measureSparsity: [codes: Values];
  /** Spikes for threshold 0. */
  spike: [v: Values];
  /** The derivatives of the surrogates, each at its defaults. */
  arctanDerivative: [v: Values];
  secantDerivative: [v: Values];
  triangularDerivative: [v: Values];
  /** One epoch of batches in the order that the seed's key gives; the last batch is the answer. */
  epoch: [x: Values, batchSize: number, seed: number];
  /** Fifty centred patches of 8 x 8 from each image. */
  patches: [images: Values];
  /** The values written to bytes and read again. */
  roundTrip: [x: Values];
  /** The checksum of the values' bytes. */
  crc32c: [x: Values];
  /** One step of the digits exhibit: the new weights, the new biases, the batch's loss and accuracy, one after the other. */
  learnDigits: [
    x: Tensor<"float32">,
    y: Tensor<"float32">,
    weights: Tensor<"float32">,
    biases: Tensor<"float32">,
    rate: number,
    dropOut: number,
    seed: number,
  ];
}

export type Operation = keyof Signatures;

/** What a contender offers: those operations that it has. */
export type Operations = { readonly [K in Operation]?: (...given: Signatures[K]) => Answer };
