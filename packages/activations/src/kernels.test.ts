import { usePlainPath } from "@ngc/tensor/authoring";
import { testKernels, testKernels64 } from "@tooling/kernels/paths";
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
  { name: "relu", f: (x) => relu(x), ulp: 0 },
  { name: "dRelu", f: (x) => dRelu(x), ulp: 0 },
  { name: "lrelu", f: (x) => lrelu(x), ulp: 1 },
  { name: "dLrelu", f: (x) => dLrelu(x), ulp: 0 },
  { name: "relu6", f: (x) => relu6(x), ulp: 0 },
  { name: "dRelu6", f: (x) => dRelu6(x), ulp: 0 },
  { name: "sigmoid", f: (x) => sigmoid(x), ulp: 2.3 },
  { name: "dSigmoid", f: (x) => dSigmoid(x), ulp: 2.4 },
  { name: "tanh", f: (x) => tanh(x), ulp: 2.5 },
  { name: "dTanh", f: (x) => dTanh(x), ulp: 2.4 },
  { name: "softplus", f: (x) => softplus(x), ulp: 2.3 },
  { name: "dSoftplus", f: (x) => dSoftplus(x), ulp: 2.3 },
  { name: "heaviside", f: (x) => heaviside(x), ulp: 0 },
  { name: "threshold", f: (x) => threshold(x, { thr: 0.25 }), ulp: 0 },
  { name: "thresholdSoft", f: (x) => thresholdSoft(x, 0.25), ulp: 0.5 },
  { name: "thresholdSoft, lmbda 0", f: (x) => thresholdSoft(x, 0), ulp: 0.5 },
  { name: "thresholdSoft, negative lmbda", f: (x) => thresholdSoft(x, -0.25), ulp: 0.5 },
  { name: "thresholdCauchy", f: (x) => thresholdCauchy(x, 0.3125), ulp: 2 },
  { name: "inverseLogistic", f: (x) => inverseLogistic(x, { clipBound: 0 }), ulp: 3.3 },
  { name: "inverseLogistic, clipped", f: (x) => inverseLogistic(x, { clipBound: 0.03125 }), ulp: 3 },
  { name: "inverseTanh", f: (x) => inverseTanh(x), ulp: 2.2 },
  { name: "inverseTanh, clipped", f: (x) => inverseTanh(x, { clipBound: 0.0625 }), ulp: 2.2 },
]);

testKernels64(usePlainPath, [
  { name: "sigmoid", f: (x) => sigmoid(x), ulp: 4 },
  { name: "dSigmoid", f: (x) => dSigmoid(x), ulp: 5 },
]);
