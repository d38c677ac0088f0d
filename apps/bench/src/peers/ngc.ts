import { relu, sigmoid, softmax } from "@ngc/activations";
import { DataLoader } from "@ngc/data";
import { decode, encode } from "@ngc/io";
import { measureCatNLL, measureMSE } from "@ngc/metrics";
import { key, uniform } from "@ngc/random";
import { arctanEstimator } from "@ngc/surrogate";
import { add, isTensor, matmul } from "@ngc/tensor";
import type { Answer, Peer } from "../operations.ts";

const [, arctanDerivative] = arctanEstimator();

/** This workspace's own packages. */
export const ngc: Peer = {
  name: "ngc",
  operations: {
    add: (a, b) => add(a, b).data,
    matmul: (a, b) => matmul(a, b).data,
    uniform: (seed, length) => uniform(key(seed), [length]).data,
    relu: (x) => relu(x).data,
    sigmoid: (x) => sigmoid(x).data,
    softmax: (x) => softmax(x).data,
    measureMSE: (mu, x) => measureMSE(mu, x),
    measureCatNLL: (p, x) => measureCatNLL(p, x),
    arctanDerivative: (v) => arctanDerivative(v).data,
    epoch: (x, batchSize) => {
      let last: Answer = 0;
      for (const batch of new DataLoader({ x }, batchSize, { disableShuffle: true })) last = batch.x.data;
      return last;
    },
    roundTrip: (x) => {
      const read = decode(encode(x));
      return isTensor(read) && read.dtype === "float32" ? read.data : Number.NaN;
    },
  },
};
