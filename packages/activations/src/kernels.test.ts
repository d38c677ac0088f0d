import { tensor } from "@ngc/tensor";
import { usePlainPath } from "@ngc/tensor/authoring";
import { testKernels, testKernels64 } from "@tooling/kernels/kernel-contract";
import { describe, expect, it } from "vitest";
import * as activations from "./index.ts";

const {
  dLrelu,
  dRelu,
  dRelu6,
  dSigmoid,
  dSoftplus,
  dTanh,
  heaviside,
  inverseLogistic,
  inverseTanh,
  lrelu,
  relu,
  relu6,
  sigmoid,
  softmax,
  softplus,
  tanh,
  threshold,
  thresholdCauchy,
  thresholdSoft,
} = activations;

// Parameters that float32 holds, so that both paths have the same. The leak of lrelu is rounded: half an ulp more.
testKernels(usePlainPath, [
  { name: "relu", f: (x) => relu(x), ulp: 0, exact: true },
  { name: "dRelu", f: (x) => dRelu(x), ulp: 0, exact: true },
  { name: "lrelu", f: (x) => lrelu(x), ulp: 1, exact: true },
  { name: "dLrelu", f: (x) => dLrelu(x), ulp: 0, exact: true },
  { name: "relu6", f: (x) => relu6(x), ulp: 0, exact: true },
  { name: "dRelu6", f: (x) => dRelu6(x), ulp: 0, exact: true },
  { name: "sigmoid", f: (x) => sigmoid(x), ulp: 2.41 },
  { name: "dSigmoid", f: (x) => dSigmoid(x), ulp: 2.49 },
  { name: "tanh", f: (x) => tanh(x), ulp: 2.5 },
  { name: "dTanh", f: (x) => dTanh(x), ulp: 2.49 },
  { name: "softplus", f: (x) => softplus(x), ulp: 2.38 },
  { name: "dSoftplus", f: (x) => dSoftplus(x), ulp: 2.41 },
  { name: "heaviside", f: (x) => heaviside(x), ulp: 0, exact: true },
  { name: "threshold", f: (x) => threshold(x, { thr: 0.25 }), ulp: 0, exact: true },
  { name: "thresholdSoft", f: (x) => thresholdSoft(x, 0.25), ulp: 0.5, exact: true },
  { name: "thresholdSoft, lmbda 0", f: (x) => thresholdSoft(x, 0), ulp: 0.5, exact: true },
  { name: "thresholdSoft, negative lmbda", f: (x) => thresholdSoft(x, -0.25), ulp: 0.5, exact: true },
  { name: "thresholdCauchy", f: (x) => thresholdCauchy(x, 0.3125), ulp: 1.73, exact: true },
  { name: "thresholdCauchy, lmbda whose root is rounded", f: (x) => thresholdCauchy(x, Math.fround(0.7)), ulp: 1.73, exact: true }, // biome-ignore format: one row a case
  { name: "thresholdCauchy, lmbda 0", f: (x) => thresholdCauchy(x, 0), ulp: 1.73, exact: true },
  { name: "inverseLogistic", f: (x) => inverseLogistic(x, { clipBound: 0 }), ulp: 3.24 },
  { name: "inverseLogistic, clipped", f: (x) => inverseLogistic(x, { clipBound: 0.03125 }), ulp: 3.24 },
  { name: "inverseTanh", f: (x) => inverseTanh(x), ulp: 2.12 },
  { name: "inverseTanh, clipped", f: (x) => inverseTanh(x, { clipBound: 0.0625 }), ulp: 2.12 },
]);

testKernels64(usePlainPath, [
  { name: "sigmoid", f: (x) => sigmoid(x), ulp: 2 },
  { name: "dSigmoid", f: (x) => dSigmoid(x), ulp: 4 },
  { name: "tanh", f: (x) => tanh(x), ulp: 4 },
  { name: "dTanh", f: (x) => dTanh(x), ulp: 6 },
  { name: "softplus", f: (x) => softplus(x), ulp: 2 },
  { name: "dSoftplus", f: (x) => dSoftplus(x), ulp: 2 },
  { name: "inverseLogistic", f: (x) => inverseLogistic(x, { clipBound: 0 }), ulp: 4 },
  { name: "inverseLogistic, clipped", f: (x) => inverseLogistic(x, { clipBound: 0.03 }), ulp: 4 },
  { name: "inverseTanh", f: (x) => inverseTanh(x), ulp: 2 },
  { name: "inverseTanh, clipped", f: (x) => inverseTanh(x, { clipBound: 0.0625 }), ulp: 2 },
]);

describe.each([false, true])("integers past 2^24, plain path: %s", (plain) => {
  it("are rounded to float32, as parameters are", () => {
    usePlainPath(plain);
    expect(thresholdSoft(Int32Array.of(16777217, 5), 16777216).toArray()).toEqual([0, 0]);
    expect(threshold(Uint32Array.of(4294967295), { thr: 2 ** 32 }).toArray()).toEqual([1]);
    const scores = tensor(Int32Array.of(500000001, 500000000), [1, 2]);
    expect(softmax(scores).toArray()).toEqual([[0.5, 0.5]]);
    expect(softmax(scores, { tau: 1e-31 }).toArray()).toEqual([[0.5, 0.5]]);
  });
});

describe.each(["float32", "float64"] as const)("softmax of %s", (dtype) => {
  const ulp = dtype === "float32" ? 2 ** -23 : 2 ** -52;
  /** Scores from -9 to 9. */
  const matrix = (rows: number, columns: number): number[] =>
    Array.from({ length: rows * columns }, (_, i) => Math.fround(Math.sin(i * i + columns) * 9));
  const widths = [...Array.from({ length: 70 }, (_, i) => i + 1), 1000, 4097, 6142, 6143, 12_284, 12_285];

  it("lies within 3 ulp and the rounding of differences and sums from the formula in double precision", () => {
    for (const columns of widths) {
      const scores = matrix(5, columns);
      const { data } = softmax(tensor(scores, [5, columns], dtype));
      for (let start = 0; start < scores.length; start += columns) {
        const row = scores.slice(start, start + columns);
        const largest = row.reduce((a, b) => Math.max(a, b));
        const powers = row.map((score) => Math.exp(score - largest));
        const total = powers.reduce((a, b) => a + b);
        for (const [i, power] of powers.entries()) {
          const error = Math.abs(data[start + i] - power / total) / (power / total);
          const rounding = dtype === "float32" ? largest - row[i] : 2 + columns / 2;
          expect(error / ulp, `${columns} columns`).toBeLessThanOrEqual(3 + rounding);
        }
      }
    }
  });

  it("gives a row the same bits at every place, beside rows of NaN and Infinity too", () => {
    for (const columns of widths) {
      const scores = matrix(9, columns);
      scores[2 * columns] = Number.NaN;
      scores[5 * columns] = Infinity;
      const { data } = softmax(tensor(scores, [9, columns], dtype));
      for (let row = 0; row < 9; row++) {
        const [start, end] = [row * columns, (row + 1) * columns];
        const alone = softmax(tensor(scores.slice(start, end), [1, columns], dtype));
        expect(data.slice(start, end), `row ${row} of ${columns}`).toEqual(alone.data);
      }
    }
  });
});
