import type { CurveRow } from "@ngc/tensor/catalogue";
import { dHeaviside, heaviside } from "./heaviside.ts";
import { dIdentity, identity } from "./identity.ts";
import { inverseLogistic } from "./inverse-logistic.ts";
import { inverseTanh } from "./inverse-tanh.ts";
import { dLrelu, lrelu } from "./lrelu.ts";
import { dRelu, relu } from "./relu.ts";
import { dRelu6, relu6 } from "./relu6.ts";
import { dSigmoid, sigmoid } from "./sigmoid.ts";
import { softmax } from "./softmax.ts";
import { dSoftplus, softplus } from "./softplus.ts";
import { dTanh, tanh } from "./tanh.ts";
import { dThreshold, threshold } from "./threshold.ts";
import { thresholdCauchy } from "./threshold-cauchy.ts";
import { thresholdSoft } from "./threshold-soft.ts";

/** A function of this package, its derivative, and what tests, tables and the playground need to know of them. */
export interface ActivationRow extends CurveRow {
  readonly f: (...args: never[]) => unknown;
  readonly derivative?: {
    readonly name: string;
    readonly python: string;
    readonly f: (...args: never[]) => unknown;
  };
}

/** Every activation, in the order in which they are shown. */
export const catalogue: readonly ActivationRow[] = [
  {
    name: "identity",
    python: "ngclearn.utils.model_utils.identity",
    f: identity,
    derivative: { name: "dIdentity", python: "ngclearn.utils.model_utils.d_identity", f: dIdentity },
    tex: "x",
    derivativeTex: "1",
    parameters: [],
    kinks: () => [],
    plot: [-4, 4],
  },
  {
    name: "relu",
    python: "ngclearn.utils.model_utils.relu",
    f: relu,
    derivative: { name: "dRelu", python: "ngclearn.utils.model_utils.d_relu", f: dRelu },
    tex: "\\max(0, x)",
    derivativeTex: "\\begin{cases}1 & x \\ge 0\\\\ 0 & x < 0\\end{cases}",
    parameters: [],
    kinks: () => [0],
    plot: [-4, 4],
  },
  {
    name: "lrelu",
    python: "ngclearn.utils.model_utils.lrelu",
    f: lrelu,
    derivative: { name: "dLrelu", python: "ngclearn.utils.model_utils.d_lrelu", f: dLrelu },
    tex: "\\begin{cases}x & x \\ge 0\\\\ 0.01\\,x & x < 0\\end{cases}",
    derivativeTex: "\\begin{cases}1 & x \\ge 0\\\\ 0.01 & x < 0\\end{cases}",
    parameters: [],
    kinks: () => [0],
    plot: [-4, 4],
  },
  {
    name: "relu6",
    python: "ngclearn.utils.model_utils.relu6",
    f: relu6,
    derivative: { name: "dRelu6", python: "ngclearn.utils.model_utils.d_relu6", f: dRelu6 },
    tex: "\\min(\\max(0, x), 6)",
    derivativeTex: "\\begin{cases}1 & 0 < x \\le 6\\\\ 0 & \\text{otherwise}\\end{cases}",
    parameters: [],
    kinks: () => [0, 6],
    plot: [-2, 8],
  },
  {
    name: "sigmoid",
    python: "ngclearn.utils.model_utils.sigmoid",
    f: sigmoid,
    derivative: { name: "dSigmoid", python: "ngclearn.utils.model_utils.d_sigmoid", f: dSigmoid },
    tex: "\\sigma(x) = \\frac{1}{1 + e^{-x}}",
    derivativeTex: "\\sigma(x)\\,(1 - \\sigma(x))",
    parameters: [],
    kinks: () => [],
    plot: [-6, 6],
  },
  {
    name: "tanh",
    python: "ngclearn.utils.model_utils.tanh",
    f: tanh,
    derivative: { name: "dTanh", python: "ngclearn.utils.model_utils.d_tanh", f: dTanh },
    tex: "\\tanh(x) = \\frac{e^{x} - e^{-x}}{e^{x} + e^{-x}}",
    derivativeTex: "1 - \\tanh^2(x)",
    parameters: [],
    kinks: () => [],
    plot: [-4, 4],
  },
  {
    name: "softplus",
    python: "ngclearn.utils.model_utils.softplus",
    f: softplus,
    derivative: { name: "dSoftplus", python: "ngclearn.utils.model_utils.d_softplus", f: dSoftplus },
    tex: "\\ln(1 + e^{x})",
    derivativeTex: "\\frac{1}{1 + e^{-x}}",
    parameters: [],
    kinks: () => [],
    plot: [-6, 6],
  },
  {
    name: "heaviside",
    python: "ngclearn.utils.model_utils.heaviside",
    f: heaviside,
    derivative: { name: "dHeaviside", python: "ngclearn.utils.model_utils.d_heaviside", f: dHeaviside },
    tex: "\\begin{cases}1 & x \\ge 0\\\\ 0 & x < 0\\end{cases}",
    derivativeTex: "1",
    parameters: [],
    kinks: () => [0],
    slope: "1 everywhere: straight-through",
    plot: [-4, 4],
  },
  {
    name: "threshold",
    python: "ngclearn.utils.model_utils.threshold",
    f: threshold,
    derivative: { name: "dThreshold", python: "ngclearn.utils.model_utils.d_threshold", f: dThreshold },
    tex: "\\begin{cases}1 & x \\ge \\mathit{thr}\\\\ 0 & x < \\mathit{thr}\\end{cases}",
    derivativeTex: "1",
    parameters: [{ name: "thr", default: 1, range: [-3, 3] }],
    kinks: ({ thr }) => [Number(thr)],
    slope: "1 everywhere: straight-through",
    plot: [-4, 4],
  },
  {
    name: "softmax",
    python: "ngclearn.utils.model_utils.softmax",
    f: softmax,
    tex: "\\frac{e^{x_i / t}}{\\sum_j e^{x_j / t}}, \\quad t = \\begin{cases}\\mathit{tau} & \\mathit{tau} > 0\\\\ 1 & \\mathit{tau} = 0\\end{cases}",
    parameters: [{ name: "tau", default: 0, range: [0, 4] }],
    kinks: () => [],
    plot: [-4, 4],
    rowwise: true,
  },
  {
    name: "inverseLogistic",
    python: "ngclearn.utils.model_utils.inverse_logistic",
    f: inverseLogistic,
    tex: "\\ln\\frac{p}{1 - p}, \\quad p = \\min(\\max(x, b), 1 - b), \\; b = \\mathit{clipBound}",
    parameters: [{ name: "clipBound", default: 0.03, range: [0, 0.45] }],
    kinks: ({ clipBound }) => [Number(clipBound), 1 - Number(clipBound)],
    plot: [0, 1],
  },
  {
    name: "inverseTanh",
    python: "ngclearn.utils.model_utils.inverse_tanh",
    f: inverseTanh,
    tex: "\\tfrac{1}{2}\\ln\\frac{1 + p}{1 - p}, \\quad p = \\min(\\max(x, b - 1), 1 - b), \\; b = \\mathit{clipBound}",
    parameters: [{ name: "clipBound", default: 0, range: [0, 0.9] }],
    kinks: ({ clipBound }) => [Number(clipBound) - 1, 1 - Number(clipBound)],
    plot: [-1, 1],
  },
  {
    name: "thresholdSoft",
    python: "ngclearn.utils.model_utils.threshold_soft",
    f: thresholdSoft,
    tex: "\\max(x - \\lambda, 0) - \\max(-x - \\lambda, 0)",
    parameters: [{ name: "lmbda", default: undefined, range: [0, 3], positional: true }],
    kinks: ({ lmbda }) => [-Number(lmbda), Number(lmbda)],
    plot: [-4, 4],
  },
  {
    name: "thresholdCauchy",
    python: "ngclearn.utils.model_utils.threshold_cauchy",
    f: thresholdCauchy,
    tex: "\\begin{cases}\\tfrac{1}{2}(x + r) & x \\ge \\lambda\\\\ \\tfrac{1}{2}(x - r) & x \\le -\\lambda\\\\ 0 & \\text{otherwise}\\end{cases} \\quad r = \\sqrt{\\max(x^2 - \\lambda, 0)}",
    parameters: [{ name: "lmbda", default: undefined, range: [0, 3], positional: true }],
    kinks: ({ lmbda }) => {
      const jump = Number(lmbda);
      const bend = Math.sqrt(jump);
      return bend > jump ? [-bend, -jump, jump, bend] : [-jump, jump];
    },
    plot: [-4, 4],
  },
];
