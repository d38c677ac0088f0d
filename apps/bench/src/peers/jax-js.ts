import { defaultDevice, init, type Array as JaxArray, jit, nn, numpy as np, random } from "@jax-js/jax";
import type { Answer, Operations, Values } from "../operations.ts";
import { localPeer } from "./peer.ts";

type Program = (...given: JaxArray[]) => JaxArray;

const sum = jit(((x) => np.sum(x)) as Program);
const add = jit(((a, b) => np.add(a, b)) as Program);
const multiply = jit(((a, b) => np.multiply(a, b)) as Program);
const exp = jit(((x) => np.exp(x)) as Program);
const log = jit(((x) => np.log(x)) as Program);
const argmax = jit(((x) => np.argmax(x, 1)) as Program);
const binarize = jit(((x) => np.where(np.greaterEqual(x, 0.5), 1, 0)) as Program);
const normalizeMatrix = jit(((m) => np.divide(m.ref, np.sum(np.abs(m), 0))) as Program);
const matmul = jit(((a, b) => np.matmul(a, b)) as Program);
const spikesUpdate = jit(((s, e, w) => np.add(w, np.matmul(np.transpose(s), e))) as Program);
const relu = jit(((x) => nn.relu(x)) as Program);
const dRelu = jit(((x) => np.where(np.greaterEqual(x, 0), 1, 0)) as Program);
const lrelu = jit(((x) => nn.leakyRelu(x, 0.01)) as Program);
const relu6 = jit(((x) => nn.relu6(x)) as Program);
const sigmoid = jit(((x) => nn.sigmoid(x)) as Program);
const dSigmoid = jit(((x) => {
  const s = nn.sigmoid(x);
  return s.ref.mul(np.subtract(1, s));
}) as Program);
const tanh = jit(((x) => np.tanh(x)) as Program);
const dTanh = jit(((x) => np.subtract(1, np.square(np.tanh(x)))) as Program);
const softplus = jit(((x) => nn.softplus(x)) as Program);
const inverseLogistic = jit(((x) => {
  const p = np.clip(x, 0.03, 0.97);
  return np.log(p.ref.div(np.subtract(1, p)));
}) as Program);
const softmax = jit(((x) => nn.softmax(x, 1)) as Program);
const measureACC = jit(((mu, y) =>
  np.mean(np.equal(np.argmax(mu, 1), np.argmax(y, 1)).astype(np.float32))) as Program);
const measureMSE = jit(((mu, x) => np.mean(np.sum(np.square(mu.sub(x)), 1))) as Program);
const measureBCE = jit(((p, x) => {
  const q = np.clip(p, 1e-7, 1 - 1e-7);
  const likelihood = x.ref.mul(np.log(q.ref)).add(np.subtract(1, x).mul(np.log(np.subtract(1, q))));
  return np.negative(np.mean(np.sum(likelihood, 1)));
}) as Program);
const measureCatNLL = jit(((p, x) =>
  np.negative(np.mean(np.sum(x.mul(np.log(np.clip(p, 1e-7, 1 - 1e-7))), 1)))) as Program);
const measureKLD = jit(((pXHat, pX) => {
  const [p, q] = [pX, pXHat].map((share) => np.clip(share, 1e-6, 1 - 1e-6));
  return np.mean(np.sum(p.ref.mul(np.log(p).sub(np.log(q))), 1));
}) as Program);
const measureSparsity = jit(((codes) => np.mean(np.greater(codes, 0).astype(np.float32), 1)) as Program);
const spike = jit(((v) => np.where(np.greater(v, 0), 1, 0)) as Program);
const arctanDerivative = jit(((v) =>
  np.divide(1 / Math.PI, np.add(1, np.square(v.mul(Math.PI))))) as Program);
const triangularDerivative = jit(((v) => nn.relu(np.subtract(1, np.abs(v).mul(2)))) as Program);

const operations: Operations = {
  add: (a, b) => run(add, a, b),
  multiply: (a, b) => run(multiply, a, b),
  exp: (x) => run(exp, x),
  log: (x) => run(log, x),
  sum: (x) => number(sum, x),
  argmax: (x) => run(argmax, x),
  binarize: (x) => run(binarize, x),
  normalizeMatrix: (m) => run(normalizeMatrix, m),
  matmul: (a, b) => run(matmul, a, b),
  spikesTimes: (a, b) => run(matmul, a, b),
  spikesUpdate: (spikes, errors, weights) => run(spikesUpdate, spikes, errors, weights),
  bits: (seed, length) => random.bits(random.key(seed), [length]).dataSync(),
  uniform: (seed, length) => random.uniform(random.key(seed), [length]).dataSync(),
  normal: (seed, length) => random.normal(random.key(seed), [length]).dataSync(),
  relu: (x) => run(relu, x),
  dRelu: (x) => run(dRelu, x),
  lrelu: (x) => run(lrelu, x),
  relu6: (x) => run(relu6, x),
  sigmoid: (x) => run(sigmoid, x),
  dSigmoid: (x) => run(dSigmoid, x),
  tanh: (x) => run(tanh, x),
  dTanh: (x) => run(dTanh, x),
  softplus: (x) => run(softplus, x),
  inverseLogistic: (x) => run(inverseLogistic, x),
  softmax: (x) => run(softmax, x),
  measureACC: (mu, y) => number(measureACC, mu, y),
  measureMSE: (mu, x) => number(measureMSE, mu, x),
  measureBCE: (p, x) => number(measureBCE, p, x),
  measureCatNLL: (p, x) => number(measureCatNLL, p, x),
  measureKLD: (pXHat, pX) => number(measureKLD, pXHat, pX),
  measureSparsity: (codes) => run(measureSparsity, codes),
  spike: (v) => run(spike, v),
  arctanDerivative: (v) => run(arctanDerivative, v),
  triangularDerivative: (v) => run(triangularDerivative, v),
};

/** jax-js on its backend for WebAssembly, every program compiled by its `jit`. */
export const jaxJs = localPeer("jax-js", "javascript", operations, {
  select: async () => {
    await init("wasm");
    defaultDevice("wasm");
  },
});

function run(program: Program, ...given: Values[]): Answer {
  const arrays = given.map(({ data, shape, dtype }) =>
    np.array(data as Float32Array<ArrayBuffer>, { shape: [...shape], dtype: np[dtype] }),
  );
  return program(...arrays).dataSync();
}

function number(program: Program, ...given: Values[]): number {
  return (run(program, ...given) as Float32Array)[0];
}
