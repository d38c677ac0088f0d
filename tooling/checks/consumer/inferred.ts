// A library that leaves its types to be inferred: its declarations must be able to name ours.
import { createFunction, relu, softmax } from "@ngc/activations";
import { catalogue as activations } from "@ngc/activations/catalogue";
import { DataLoader, generatePatchSet } from "@ngc/data";
import { decode, encode } from "@ngc/io";
import { measureMSE, measureSparsity } from "@ngc/metrics";
import { catalogue as metrics } from "@ngc/metrics/catalogue";
import { bits, choice, dropOut, key, permutation, randint, randomState, split } from "@ngc/random";
import { arctanEstimator } from "@ngc/surrogate";
import { catalogue as surrogates } from "@ngc/surrogate/catalogue";
import {
  add,
  argmax,
  concat,
  greater,
  isTensor,
  logicalAnd,
  mean,
  oneHot,
  tensor,
  where,
  zeros,
} from "@ngc/tensor";
import { asTensor, checkOptions, mapUnary } from "@ngc/tensor/authoring";

export const x = tensor([[1, 2]]);
export const values = [
  relu(x),
  softmax(x),
  add(x, 1),
  greater(x, 1),
  logicalAnd(x, x),
  argmax(x, { axis: 1 }),
  oneHot(x),
];
export const chosen = where(greater(x, 1), x, zeros([1, 2], "float64"));
export const joined = concat([x, x]);
export const scores = [
  mean(x),
  measureMSE(x, x),
  measureMSE(x, x, { preserveBatch: true }),
  measureSparsity(x),
];
export const tanh = createFunction("tanh");
export const estimator = arctanEstimator({ getSurrFx: true });
export const keys = split(key(0), 3);
export const draws = [
  bits(keys[0], [2]),
  randint(keys[1], [2], 0, 9),
  permutation(keys[2], x),
  choice(keys[2], 5, [2]),
];
export const dropped = dropOut(keys[0], x);
export const state = randomState(1);
export const loader = new DataLoader({ x, y: x }, 1);
export const patches = generatePatchSet(x);
export const bytes = encode(x);
export const read = decode(bytes);
export const tables = { activations, metrics, surrogates };
export const tools = { asTensor, checkOptions, isTensor, mapUnary };

export function batches() {
  return [...loader];
}
