export { type MeasureACCOptions, measureACC } from "./classification.ts";
export { measureKLD } from "./divergence.ts";
export { measureMSE } from "./error.ts";
export { type LikelihoodOptions, measureBCE, measureCatNLL } from "./likelihood.ts";
export type { AsMean, PerRow, RowScores, ScoreOptions } from "./score-options.ts";
export { type MeasureSparsityOptions, measureSparsity } from "./sparsity.ts";
