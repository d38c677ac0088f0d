export { type AccuracyOptions, measureACC } from "./classification.ts";
export { measureKLD } from "./divergence.ts";
export { measureMSE } from "./error.ts";
export { type LikelihoodOptions, measureBCE, measureCatNLL } from "./likelihood.ts";
export type { AsMean, PerRow, RowScores, ScoreOptions } from "./score-options.ts";
export { measureSparsity, type SparsityOptions } from "./sparsity.ts";
