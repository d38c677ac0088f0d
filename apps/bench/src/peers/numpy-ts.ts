import * as np from "numpy-ts";
import type { Answer, Values } from "../operations.ts";
import { localPeer } from "./peer.ts";

type Array = np.NDArray;
type Program = (hold: <A>(array: A) => A, ...given: Array[]) => unknown;

// Its 256 MB do not hold the arguments of ten million elements and what is made of them.
np.configureWasm({ maxMemory: 2 ** 31 });

/** numpy-ts. Arrays live in its WebAssembly memory: answers are copied out of it, and all that a call made is given back. */
export const numpyTs = localPeer("numpy-ts", "javascript", {
  add: (a, b) => run((_, x, y) => np.add(x, y), a, b),
  multiply: (a, b) => run((_, x, y) => np.multiply(x, y), a, b),
  exp: (x) => run((_, t) => np.exp(t), x),
  log: (x) => run((_, t) => np.log(t), x),
  sum: (x) => run((_, t) => np.sum(t), x),
  argmax: (x) => run((_, t) => np.argmax(t, 1), x),
  normalizeMatrix: (m) => run((hold, t) => np.divide(t, hold(np.sum(hold(np.abs(t)), 0) as Array)), m),
  matmul: (a, b) => run((_, x, y) => np.matmul(x, y), a, b),
  spikesTimes: (a, b) => run((_, x, y) => np.matmul(x, y), a, b),
  spikesUpdate: (spikes, errors, weights) =>
    run((hold, s, e, w) => np.add(w, hold(np.matmul(hold(np.transpose(s)), e))), spikes, errors, weights),
  relu: (x) => run((_, t) => np.maximum(t, 0), x),
  dRelu: (x) => run((_, t) => np.greater_equal(t, 0), x),
  relu6: (x) => run((_, t) => np.clip(t, 0, 6), x),
  sigmoid: (x) => run((hold, t) => np.reciprocal(hold(np.add(hold(np.exp(hold(np.negative(t)))), 1))), x),
  tanh: (x) => run((_, t) => np.tanh(t), x),
  dTanh: (x) => run((hold, t) => np.add(hold(np.negative(hold(np.square(hold(np.tanh(t)))))), 1), x),
  softplus: (x) => run((_, t) => np.logaddexp(t, 0), x),
  softmax: (x) =>
    run((hold, t) => {
      const e = hold(np.exp(hold(np.subtract(t, hold(np.max(t, 1, true) as Array)))));
      return np.divide(e, hold(np.sum(e, 1, true) as Array));
    }, x),
  measureMSE: (mu, x) => run((hold, a, b) => meanOf(hold(np.square(hold(np.subtract(a, b)))), mu), mu, x),
  measureBCE: (p, x) =>
    run(
      (hold, share, t) => {
        const q = hold(np.clip(share, 1e-7, 1 - 1e-7));
        const ones = hold(np.multiply(t, hold(np.log(q))));
        const rest = hold(np.log(hold(np.add(hold(np.negative(q)), 1))));
        const zeros = hold(np.multiply(hold(np.add(hold(np.negative(t)), 1)), rest));
        return -meanOf(hold(np.add(ones, zeros)), p);
      },
      p,
      x,
    ),
  measureCatNLL: (p, x) =>
    run(
      (hold, q, t) => -meanOf(hold(np.multiply(t, hold(np.log(hold(np.clip(q, 1e-7, 1 - 1e-7)))))), p),
      p,
      x,
    ),
  measureKLD: (pXHat, pX) =>
    run(
      (hold, ...given) => {
        const [q, p] = given.map((share) => hold(np.clip(share, 1e-6, 1 - 1e-6)));
        const difference = hold(np.subtract(hold(np.log(p)), hold(np.log(q))));
        return meanOf(hold(np.multiply(p, difference)), pX);
      },
      pXHat,
      pX,
    ),
  spike: (v) => run((_, t) => np.greater(t, 0), v),
});

function run(program: Program, ...given: Values[]): Answer {
  const held: unknown[] = [];
  const hold = <A>(array: A): A => {
    held.push(array);
    return array;
  };
  const arrays = given.map(({ data, shape }) => {
    const flat = hold(np.array(data));
    return shape.length === 1 ? flat : hold(flat.reshape(...shape));
  });
  const result = program(hold, ...arrays);
  const answer =
    result instanceof np.NDArrayCore ? (hold(result).data.slice() as Float32Array) : Number(result);
  for (const array of held) if (array instanceof np.NDArrayCore) array.dispose();
  return answer;
}

function meanOf(terms: Array, { shape: [rows] }: Values): number {
  return Number(np.sum(terms)) / rows;
}
