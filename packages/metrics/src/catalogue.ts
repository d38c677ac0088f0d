import type { Tensor } from "@ngc/tensor";
import type { Parameter } from "@ngc/tensor/catalogue";
import { measureACC, measureBCE, measureCatNLL, measureKLD, measureMSE, measureSparsity } from "./index.ts";

/** A matrix that a metric takes. */
export interface MetricInput {
  /** The argument's name. */
  readonly name: string;
  /** What its entries are; a row of a `distribution` sums to 1, `probabilities` are each on their own, `codes` are not negative. */
  readonly holds: "values" | "binary" | "probabilities" | "distribution" | "one-hot" | "codes";
}

/** What a catalogue says of a metric; the tests, the tables and the playground are made from it. */
export interface MetricRow {
  /** The exported name. */
  readonly name: string;
  /** The Python names, with their modules. */
  readonly python: readonly string[];
  readonly f: (...args: never[]) => number | Tensor;
  /** The score of a row, in TeX; D is the number of columns. */
  readonly tex: string;
  /** Its matrices in the order of the call, all of one shape. */
  readonly inputs: readonly MetricInput[];
  /** Its options. */
  readonly parameters: readonly Parameter[];
  /** The least and the largest score. */
  readonly range: readonly [low: number, high: number];
}

const PRESERVE_BATCH: Parameter = { name: "preserveBatch", default: false };
const OFFSET: Parameter = { name: "offset", default: 1e-7, range: [0, 0.1] };

/** What a likelihood takes for a probability, in TeX. */
const CLIPPED = "q_i = \\min(\\max(p_i, o), 1 - o), \\quad o = \\mathit{offset}";
/** What the divergence takes for its probabilities. */
const CLIPPED_BOTH =
  "p_i = \\min(\\max(\\mathit{pX}_i, o), 1 - o)\\\\ &q_i = \\min(\\max(\\mathit{pXHat}_i, o), 1 - o), \\quad o = 10^{-6}";

/** Every metric, in the order in which they are shown. */
export const catalogue: readonly MetricRow[] = [
  {
    name: "measureACC",
    python: ["ngclearn.utils.metric_utils.measure_ACC", "ngclearn.utils.model_utils.measure_ACC"],
    f: measureACC,
    tex: "\\left[\\arg\\max_i \\mu_i = \\arg\\max_i y_i\\right]",
    inputs: [
      { name: "mu", holds: "values" },
      { name: "y", holds: "one-hot" },
    ],
    parameters: [{ name: "extractLabelIndx", default: true }],
    range: [0, 1],
  },
  {
    name: "measureMSE",
    python: ["ngclearn.utils.metric_utils.measure_MSE", "ngclearn.utils.model_utils.measure_MSE"],
    f: measureMSE,
    tex: "\\sum_i (\\mu_i - x_i)^2",
    inputs: [
      { name: "mu", holds: "values" },
      { name: "x", holds: "values" },
    ],
    parameters: [PRESERVE_BATCH],
    range: [0, Number.POSITIVE_INFINITY],
  },
  {
    name: "measureBCE",
    python: ["ngclearn.utils.metric_utils.measure_BCE", "ngclearn.utils.model_utils.measure_BCE"],
    f: measureBCE,
    tex: `\\begin{aligned}&-\\sum_i \\left(x_i \\ln q_i + (1 - x_i) \\ln(1 - q_i)\\right)\\\\ &${CLIPPED}\\end{aligned}`,
    inputs: [
      { name: "p", holds: "probabilities" },
      { name: "x", holds: "binary" },
    ],
    parameters: [OFFSET, PRESERVE_BATCH],
    range: [0, Number.POSITIVE_INFINITY],
  },
  {
    name: "measureCatNLL",
    python: ["ngclearn.utils.metric_utils.measure_CatNLL", "ngclearn.utils.model_utils.measure_CatNLL"],
    f: measureCatNLL,
    tex: `\\begin{aligned}&-\\sum_i x_i \\ln q_i\\\\ &${CLIPPED}\\end{aligned}`,
    inputs: [
      { name: "p", holds: "distribution" },
      { name: "x", holds: "one-hot" },
    ],
    parameters: [OFFSET, PRESERVE_BATCH],
    range: [0, Number.POSITIVE_INFINITY],
  },
  {
    name: "measureKLD",
    python: ["ngclearn.utils.metric_utils.measure_KLD", "ngclearn.utils.model_utils.measure_KLD"],
    f: measureKLD,
    tex: `\\begin{aligned}&\\sum_i p_i \\, (\\ln p_i - \\ln q_i)\\\\ &${CLIPPED_BOTH}\\end{aligned}`,
    inputs: [
      { name: "pXHat", holds: "distribution" },
      { name: "pX", holds: "distribution" },
    ],
    parameters: [PRESERVE_BATCH],
    range: [0, Number.POSITIVE_INFINITY],
  },
  {
    name: "measureSparsity",
    python: ["ngclearn.utils.metric_utils.measure_sparsity"],
    f: measureSparsity,
    tex: "\\begin{aligned}&s = \\frac{1}{D} \\sum_i [c_i > \\mathit{tolerance}]\\\\ &\\text{or } 1 - s \\text{ with } \\mathit{flipMeasure}\\end{aligned}",
    inputs: [{ name: "codes", holds: "codes" }],
    parameters: [
      { name: "tolerance", default: 0, range: [0, 1] },
      { name: "preserveBatch", default: true },
      { name: "flipMeasure", default: false },
    ],
    range: [0, 1],
  },
];
