import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import type { Answer, Operations, Values } from "../operations.ts";
import { localPeer } from "./peer.ts";

// Without its checks for developers, and without its advice to install something else.
tf.enableProdMode();

const CPU: Operations = {
  add: (a, b) => run(() => tf.add(from(a), from(b))),
  multiply: (a, b) => run(() => tf.mul(from(a), from(b))),
  exp: (x) => run(() => tf.exp(from(x))),
  log: (x) => run(() => tf.log(from(x))),
  sum: (x) => number(() => tf.sum(from(x))),
  argmax: (x) => run(() => tf.argMax(from(x), 1)),
  binarize: (x) => run(() => tf.cast(tf.greaterEqual(from(x), 0.5), "float32")),
  oneHot: (x) => run(() => tf.cast(tf.oneHot(tf.argMax(from(x), 1), x.shape[1]), "float32")),
  normalizeMatrix: (m) => run(() => tf.div(from(m), tf.sum(tf.abs(from(m)), 0))),
  matmul: (a, b) => run(() => tf.matMul(matrix(a), matrix(b))),
  spikesTimes: (a, b) => run(() => tf.matMul(matrix(a), matrix(b))),
  spikesUpdate: (spikes, errors, weights) =>
    run(() => tf.add(from(weights), tf.matMul(matrix(spikes), matrix(errors), true))),
  relu: (x) => run(() => tf.relu(from(x))),
  dRelu: (x) => run(() => tf.cast(tf.greaterEqual(from(x), 0), "float32")),
  lrelu: (x) => run(() => tf.leakyRelu(from(x), 0.01)),
  relu6: (x) => run(() => tf.relu6(from(x))),
  sigmoid: (x) => run(() => tf.sigmoid(from(x))),
  dSigmoid: (x) =>
    run(() => {
      const s = tf.sigmoid(from(x));
      return tf.mul(s, tf.sub(1, s));
    }),
  tanh: (x) => run(() => tf.tanh(from(x))),
  dTanh: (x) => run(() => tf.sub(1, tf.square(tf.tanh(from(x))))),
  softplus: (x) => run(() => tf.softplus(from(x))),
  inverseLogistic: (x) =>
    run(() => {
      const p = tf.clipByValue(from(x), 0.03, 0.97);
      return tf.log(tf.div(p, tf.sub(1, p)));
    }),
  thresholdSoft: (x, lmbda) =>
    run(() => {
      const t = from(x);
      return tf.sub(tf.relu(tf.sub(t, lmbda)), tf.relu(tf.sub(tf.neg(t), lmbda)));
    }),
  softmax: (x) => run(() => tf.softmax(from(x))),
  measureACC: (mu, y) =>
    number(() => tf.mean(tf.cast(tf.equal(tf.argMax(from(mu), 1), tf.argMax(from(y), 1)), "float32"))),
  measureMSE: (mu, x) => number(() => tf.mean(tf.sum(tf.squaredDifference(from(mu), from(x)), 1))),
  measureBCE: (p, x) =>
    number(() => {
      const q = tf.clipByValue(from(p), 1e-7, 1 - 1e-7);
      const t = from(x);
      const likelihood = tf.add(tf.mul(t, tf.log(q)), tf.mul(tf.sub(1, t), tf.log(tf.sub(1, q))));
      return tf.neg(tf.mean(tf.sum(likelihood, 1)));
    }),
  measureCatNLL: (p, x) =>
    number(() =>
      tf.neg(tf.mean(tf.sum(tf.mul(from(x), tf.log(tf.clipByValue(from(p), 1e-7, 1 - 1e-7))), 1))),
    ),
  measureKLD: (pXHat, pX) =>
    number(() => {
      const [p, q] = [pX, pXHat].map((share) => tf.clipByValue(from(share), 1e-6, 1 - 1e-6));
      return tf.mean(tf.sum(tf.mul(p, tf.sub(tf.log(p), tf.log(q))), 1));
    }),
  measureSparsity: (codes) => run(() => tf.mean(tf.cast(tf.greater(from(codes), 0), "float32"), 1)),
  spike: (v) => run(() => tf.cast(tf.greater(from(v), 0), "float32")),
  arctanDerivative: (v) => run(() => tf.div(1 / Math.PI, tf.add(1, tf.square(tf.mul(from(v), Math.PI))))),
  triangularDerivative: (v) => run(() => tf.relu(tf.sub(1, tf.mul(tf.abs(from(v)), 2)))),
};

// The backend for WebAssembly has no softplus.
const { softplus: _, ...WASM } = CPU;

/** TensorFlow.js computes in float32 only. Its tensors are given back after each call, as its users must. */
export const tfjsCpu = localPeer("tfjs-cpu", "javascript", CPU, {
  dtypes: ["float32"],
  select: () => tf.setBackend("cpu"),
});
export const tfjsWasm = localPeer("tfjs-wasm", "javascript", WASM, {
  dtypes: ["float32"],
  select: () => tf.setBackend("wasm"),
});

function from({ data, shape }: Values): tf.Tensor {
  return tf.tensor(data as Float32Array, shape as number[], "float32");
}

function matrix({ data, shape }: Values): tf.Tensor2D {
  return tf.tensor2d(data as Float32Array, [shape[0], shape[1]], "float32");
}

function run(program: () => tf.Tensor): Answer {
  const result = tf.tidy(program);
  const values = result.dataSync();
  result.dispose();
  return values;
}

function number(program: () => tf.Tensor): number {
  return (run(program) as Float32Array)[0];
}
