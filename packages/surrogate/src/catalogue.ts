import type { CurveRow } from "@ngc/tensor/catalogue";
import {
  arctanEstimator,
  type SpikeTriple,
  secantLifEstimator,
  straightThroughEstimator,
  triangularEstimator,
} from "./index.ts";

/** A builder; `tex` is its surrFx, `derivativeTex` its dSpikeFx, and `parameters` are those that both take after `v`. */
export interface SurrogateRow extends CurveRow {
  readonly build: (options: { readonly getSurrFx: true }) => SpikeTriple;
}

/** Every builder, in the order in which they are shown. */
export const catalogue: readonly SurrogateRow[] = [
  {
    name: "straightThroughEstimator",
    python: "ngclearn.utils.surrogate_fx.straight_through_estimator",
    build: straightThroughEstimator,
    tex: "\\begin{cases}1 & v > \\mathit{thr}\\\\ 0 & v \\le \\mathit{thr}\\end{cases}",
    derivativeTex: "1",
    parameters: [{ name: "thr", default: 0, range: [-1, 1], positional: true }],
    kinks: ({ thr }) => [Number(thr)],
    slope: "1 everywhere: straight-through",
    plot: [-2, 2],
  },
  {
    name: "triangularEstimator",
    python: "ngclearn.utils.surrogate_fx.triangular_estimator",
    build: triangularEstimator,
    tex: "\\begin{cases}1 & v > \\mathit{thr}\\\\ 0 & v \\le \\mathit{thr}\\end{cases}",
    derivativeTex: "\\max(0, 1 - \\alpha\\,\\lvert v - \\mathit{thr}\\rvert)",
    parameters: [
      { name: "thr", default: 0, range: [-1, 1], positional: true },
      { name: "alpha", default: 2, range: [0.5, 8] },
    ],
    kinks: ({ thr, alpha }) => [
      Number(thr) - 1 / Number(alpha),
      Number(thr),
      Number(thr) + 1 / Number(alpha),
    ],
    slope: "a triangle around the threshold",
    plot: [-2, 2],
  },
  {
    name: "arctanEstimator",
    python: "ngclearn.utils.surrogate_fx.arctan_estimator",
    build: arctanEstimator,
    tex: "\\frac{1}{\\pi} \\arctan(t), \\quad t = \\frac{\\pi \\alpha}{2} (v - \\mathit{thr})",
    derivativeTex:
      "\\frac{\\alpha}{2 \\pi} \\, \\frac{1}{1 + t^2}, \\quad t = \\frac{\\pi \\alpha}{2} (v - \\mathit{thr})",
    parameters: [
      { name: "thr", default: 0, range: [-1, 1], positional: true },
      { name: "alpha", default: 2, range: [0.5, 8] },
    ],
    kinks: () => [],
    slope: "1/π of the slope",
    plot: [-2, 2],
  },
  {
    name: "secantLifEstimator",
    python: "ngclearn.utils.surrogate_fx.secant_lif_estimator",
    build: secantLifEstimator,
    tex: "\\max(0, c_1 \\tanh(c_2 v))",
    derivativeTex:
      "\\begin{cases}s \\operatorname{sech}^2(c_2 v) & v > 0\\\\ 0 & v \\le 0\\end{cases}, \\quad s = c_1 c_2 \\text{, or } 1 \\text{ with } \\mathit{omitScale}",
    parameters: [
      { name: "thr", default: 0, range: [-1, 1], positional: true },
      { name: "c1", default: 0.82, range: [0.1, 2] },
      { name: "c2", default: 0.08, range: [0.01, 0.5] },
      { name: "omitScale", default: false },
    ],
    kinks: () => [0],
    plot: [-20, 60],
  },
];
