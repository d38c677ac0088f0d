import { learn } from "@app/exhibits/digits";
import {
  dRelu,
  dSigmoid,
  dTanh,
  inverseLogistic,
  lrelu,
  relu,
  relu6,
  sigmoid,
  softmax,
  softplus,
  tanh,
  thresholdSoft,
} from "@ngc/activations";
import { DataLoader, generatePatchSet } from "@ngc/data";
import { crc32c, decode, encode } from "@ngc/io";
import { measureACC, measureBCE, measureCatNLL, measureKLD, measureMSE, measureSparsity } from "@ngc/metrics";
import { bernoulli, bits, dropOut, key, normal, permutation, uniform } from "@ngc/random";
import { arctanEstimator, secantLifEstimator, triangularEstimator } from "@ngc/surrogate";
import {
  add,
  argmax,
  binarize,
  concat,
  exp,
  isTensor,
  log,
  matmul,
  multiply,
  normalizeMatrix,
  oneHot,
  reshape,
  sum,
} from "@ngc/tensor";
import type { Answer } from "../operations.ts";
import { localPeer } from "./peer.ts";

const [spike, arctanDerivative] = arctanEstimator();
const [, secantDerivative] = secantLifEstimator();
const [, triangularDerivative] = triangularEstimator();

/** This workspace's own packages. */
export const ngc = localPeer("ngc", "ours", {
  add: (a, b) => add(a, b).data,
  multiply: (a, b) => multiply(a, b).data,
  exp: (x) => exp(x).data,
  log: (x) => log(x).data,
  sum: (x) => sum(x),
  argmax: (x) => argmax(x, { axis: 1 }).data,
  binarize: (x) => binarize(x).data,
  oneHot: (x) => oneHot(x).data,
  normalizeMatrix: (m) => normalizeMatrix(m, 1).data,
  matmul: (a, b) => matmul(a, b).data,
  spikesTimes: (spikes, weights) => matmul(spikes, weights).data,
  // In place, as weights are: JAX takes the same time whether it may write into its argument (`donate_argnums`) or not.
  spikesUpdate: (spikes, errors, weights) =>
    matmul(spikes, errors, { transposeA: true, accumulate: true, out: weights }).data,
  bits: (seed, length) => bits(key(seed), [length]).data,
  uniform: (seed, length) => uniform(key(seed), [length]).data,
  normal: (seed, length) => normal(key(seed), [length]).data,
  bernoulli: (seed, length) => bernoulli(key(seed), 0.5, [length]).data,
  permutation: (seed, length) => permutation(key(seed), length).data,
  dropOut: (seed, x) => dropOut(key(seed), x, { rate: 0.5 })[0].data,
  relu: (x) => relu(x).data,
  dRelu: (x) => dRelu(x).data,
  lrelu: (x) => lrelu(x).data,
  relu6: (x) => relu6(x).data,
  sigmoid: (x) => sigmoid(x).data,
  dSigmoid: (x) => dSigmoid(x).data,
  tanh: (x) => tanh(x).data,
  dTanh: (x) => dTanh(x).data,
  softplus: (x) => softplus(x).data,
  inverseLogistic: (x) => inverseLogistic(x).data,
  thresholdSoft: (x, lmbda) => thresholdSoft(x, lmbda).data,
  softmax: (x) => softmax(x).data,
  measureACC: (mu, y) => measureACC(mu, y),
  measureMSE: (mu, x) => measureMSE(mu, x),
  measureBCE: (p, x) => measureBCE(p, x),
  measureCatNLL: (p, x) => measureCatNLL(p, x),
  measureKLD: (pXHat, pX) => measureKLD(pXHat, pX),
  measureSparsity: (codes) => measureSparsity(codes).data,
  spike: (v) => spike(v).data,
  arctanDerivative: (v) => arctanDerivative(v).data,
  secantDerivative: (v) => secantDerivative(v).data,
  triangularDerivative: (v) => triangularDerivative(v).data,
  epoch: (x, batchSize, seed) => {
    let last: Answer = 0;
    for (const batch of new DataLoader({ x }, batchSize, { key: key(seed) })) last = batch.x.data;
    return last;
  },
  patches: (images) => generatePatchSet(images).data,
  crc32c: ({ data: { buffer, byteOffset, byteLength } }) =>
    crc32c(new Uint8Array(buffer, byteOffset, byteLength)),
  roundTrip: (x) => {
    const read = decode(encode(x));
    return isTensor(read) && (read.dtype === "float32" || read.dtype === "float64") ? read.data : Number.NaN;
  },
  learnDigits: (x, y, weights, biases, rate, dropOut, seed) => {
    const learned = learn({ weights, biases }, x, y, { rate, dropOut, key: key(seed) });
    const { classifier, loss, accuracy } = learned;
    return concat([reshape(classifier.weights, [-1]), reshape(classifier.biases, [-1]), [loss, accuracy]])
      .data;
  },
});
