import { exp } from "@ngc/tensor";
import { usePlainPath } from "@ngc/tensor/authoring";
import { testKernels } from "@tooling/kernels/paths";
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
  { name: "sigmoid", f: (x) => sigmoid(x), ulp: 2.3 },
  { name: "dSigmoid", f: (x) => dSigmoid(x), ulp: 2.4 },
  { name: "tanh", f: (x) => tanh(x), ulp: 2.5 },
  { name: "dTanh", f: (x) => dTanh(x), ulp: 2.4 },
  { name: "softplus", f: (x) => softplus(x), ulp: 2.3 },
  { name: "dSoftplus", f: (x) => dSoftplus(x), ulp: 2.3 },
  { name: "heaviside", f: (x) => heaviside(x), ulp: 0, exact: true },
  { name: "threshold", f: (x) => threshold(x, { thr: 0.25 }), ulp: 0, exact: true },
  { name: "thresholdSoft", f: (x) => thresholdSoft(x, 0.25), ulp: 0.5, exact: true },
  { name: "thresholdSoft, lmbda 0", f: (x) => thresholdSoft(x, 0), ulp: 0.5, exact: true },
  { name: "thresholdSoft, negative lmbda", f: (x) => thresholdSoft(x, -0.25), ulp: 0.5, exact: true },
  { name: "thresholdCauchy", f: (x) => thresholdCauchy(x, 0.3125), ulp: 2, exact: true },
  { name: "inverseLogistic", f: (x) => inverseLogistic(x, { clipBound: 0 }), ulp: 3.3 },
  { name: "inverseLogistic, clipped", f: (x) => inverseLogistic(x, { clipBound: 0.03125 }), ulp: 3 },
  { name: "inverseTanh", f: (x) => inverseTanh(x), ulp: 2.2 },
  { name: "inverseTanh, clipped", f: (x) => inverseTanh(x, { clipBound: 0.0625 }), ulp: 2.2 },
]);

describe.each(Object.entries({ exp, sigmoid, dSigmoid }))("%s of float64", (_, f) => {
  const ends = [
    0,
    -0,
    Number.NaN,
    Infinity,
    -Infinity,
    5e-324,
    -1e-310,
    709.78,
    709.79,
    -708.4,
    -745.1,
    -745.2,
    1e308,
  ];
  const x = Float64Array.from({ length: 5001 }, (_, i) => ends[i] ?? Math.sin(i) * 10 ** ((i % 24) - 20));

  it("lies within 5 units of the last place of the plain path", () => {
    const kernel = f(x).data;
    usePlainPath(true);
    const plain = f(x).data;
    usePlainPath(false);
    for (let i = 0; i < x.length; i++) {
      const unit = Math.max(2 ** -1074, 2 ** (Math.floor(Math.log2(plain[i])) - 52));
      if (plain[i] > 0 && plain[i] < Infinity)
        expect(Math.abs(kernel[i] - plain[i]) / unit, `at ${x[i]}`).toBeLessThanOrEqual(5);
      else expect(kernel[i], `at ${x[i]}`).toBe(plain[i]);
    }
  });

  it("gives an element the same bits at every place and length from 0 to 70", () => {
    const whole = f(x).data;
    for (let length = 0; length <= 70; length++)
      expect(f(x.subarray(length, 2 * length)).data).toEqual(whole.slice(length, 2 * length));
  });
});
