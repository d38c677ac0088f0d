import type { DTypeOf, FloatOf, Promote, Tensor } from "@ngc/tensor";

/** What a metric gives: the mean over rows, or one score a row. */
export interface ScoreOptions {
  /** One score a row (N x 1) instead of their mean, a number; false by default. */
  readonly preserveBatch?: boolean;
}

/** Options that ask for one score a row. */
export interface PerRow {
  readonly preserveBatch: true;
}

/** Options that ask for the mean over rows. */
export interface AsMean {
  readonly preserveBatch?: false;
}

/** One score a row, N x 1: float64 if either input is, otherwise float32. */
export type RowScores<A, B = A> = Tensor<FloatOf<Promote<DTypeOf<A>, DTypeOf<B>>>>;
