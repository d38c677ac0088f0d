import { tensor } from "@ngc/tensor";
import { testRefusals } from "@tooling/golden/refusals";
import * as activations from "./index.ts";

const {
  dThreshold,
  identity,
  inverseLogistic,
  inverseTanh,
  relu,
  softmax,
  threshold,
  thresholdCauchy,
  thresholdSoft,
} = activations as unknown as Record<string, (...args: unknown[]) => unknown>;

const createFunction = activations.createFunction as (name: unknown, args?: unknown) => (typeof relu)[];
const [step, dStep] = createFunction("unit_threshold");

const float64 = tensor([1, 2], [2], "float64");

testRefusals("a wrong call is refused", [
  [() => relu("1"), TypeError, 'relu: x must be a tensor, a typed array or nested numbers, got "1"'],
  [
    () => relu(undefined),
    TypeError,
    "relu: x must be a tensor, a typed array or nested numbers, got undefined",
  ],
  [() => relu([1, "2"]), TypeError, 'relu: x must hold numbers only, got "2"'],
  [() => relu([[1, 2], [3]]), RangeError, "relu: x must be even: each array of axis 1 must hold 2 entries, got 1"], // biome-ignore format: one row a case
  [() => relu(BigInt64Array.of(1n)), TypeError, "relu: x must not hold 64-bit integers (astype converts them), got int64"], // biome-ignore format: one row a case
  [() => identity([1, 2], null), TypeError, "identity: options must be an object, got null"],
  [() => identity([1, 2], [1]), TypeError, "identity: options must be an object, got [1]"],
  [() => identity([1, 2], { out: [0, 0] }), TypeError, "identity: out must be a tensor, got [0, 0]"],
  [() => relu([1, 2], { out: [0, 0] }), TypeError, "relu: out must be a tensor, got [0, 0]"],
  [() => relu([1, 2], { out: float64 }), TypeError, "relu: out must be float32, got float64"],
  [() => relu([1, 2], { out: tensor([1]) }), RangeError, "relu: out must have shape [2], got [1]"],
  [() => relu(1, "x"), TypeError, 'relu: options must be an object, got "x"'],
  [
    () => relu(1, { out: "x" }),
    TypeError,
    'relu: out must be left out where the answer is a number, got "x"',
  ],
  [() => threshold(1, 2), TypeError, "threshold: options must be an object, got 2"],
  [() => threshold(1, { thr: NaN }), RangeError, "threshold: thr must be a number, got NaN"],
  [() => threshold([1], { thr: "2" }), TypeError, 'threshold: thr must be a number, got "2"'],
  [() => dThreshold(1, { thr: NaN }), RangeError, "dThreshold: thr must be a number, got NaN"],
  [() => thresholdSoft([1]), TypeError, "thresholdSoft: lmbda must be a number, got undefined"],
  [() => thresholdSoft([1], NaN), RangeError, "thresholdSoft: lmbda must be a number, got NaN"],
  [() => thresholdCauchy([1], NaN), RangeError, "thresholdCauchy: lmbda must be a number, got NaN"],
  [() => thresholdCauchy([1], -1), RangeError, "thresholdCauchy: lmbda must lie in [0, Infinity], got -1"],
  [() => inverseLogistic(1, { clipBound: -0.1 }), RangeError, "inverseLogistic: clipBound must lie in [0, 0.5), got -0.1"], // biome-ignore format: one row a case
  [() => inverseLogistic(1, { clipBound: 0.5 }), RangeError, "inverseLogistic: clipBound must lie in [0, 0.5), got 0.5"], // biome-ignore format: one row a case
  [() => inverseLogistic(1, { clipBound: NaN }), RangeError, "inverseLogistic: clipBound must be a number, got NaN"], // biome-ignore format: one row a case
  [
    () => inverseTanh(1, { clipBound: -0.1 }),
    RangeError,
    "inverseTanh: clipBound must lie in [0, 1), got -0.1",
  ],
  [() => inverseTanh(1, { clipBound: 1 }), RangeError, "inverseTanh: clipBound must lie in [0, 1), got 1"],
  [() => softmax([1, 2]), RangeError, "softmax: x must have 2 axes, got shape [2]"],
  [() => softmax(1), TypeError, "softmax: x must be a tensor, a typed array or nested numbers, got 1"],
  [() => softmax([[]]), RangeError, "softmax: x must not be empty, got shape [1, 0]"],
  [() => softmax([[1]], { tau: -1 }), RangeError, "softmax: tau must lie in [0, Infinity], got -1"],
  [() => softmax([[1]], { tau: NaN }), RangeError, "softmax: tau must be a number, got NaN"],
  [() => softmax([[1]], { tau: "1" }), TypeError, 'softmax: tau must be a number, got "1"'],
  [() => softmax([[1]], 2), TypeError, "softmax: options must be an object, got 2"],
  [() => createFunction("toString"), RangeError, "createFunction: funName must be one of identity relu lrelu relu6 sigmoid tanh softplus heaviside unit_threshold, got \"toString\""], // biome-ignore format: one row a case
  [() => createFunction(undefined), TypeError, "createFunction: funName must be a string, got undefined"],
  [() => createFunction("unit_threshold", 2), TypeError, "createFunction: options must be an object, got 2"],
  [
    () => createFunction("unit_threshold", null),
    TypeError,
    "createFunction: options must be an object, got null",
  ],
  [
    () => createFunction("unit_threshold", { thr: NaN }),
    RangeError,
    "createFunction: thr must be a number, got NaN",
  ],
  [
    () => createFunction("unit_threshold", { thr: "1" }),
    TypeError,
    'createFunction: thr must be a number, got "1"',
  ],
  [() => createFunction("relu", { thr: NaN }), RangeError, "createFunction: thr must be a number, got NaN"],
  [() => step([1], [1]), TypeError, "threshold: options must be an object, got [1]"],
  [() => dStep([1], null), TypeError, "dThreshold: options must be an object, got null"],
]);
