import type { Ratio } from "../measure.ts";

/** One line of a report: a workload of one size, against one peer. */
export interface Result {
  readonly package: string;
  readonly operation: string;
  readonly size: number;
  readonly peer: string;
  /** What one of our calls takes, in milliseconds. */
  readonly ours: number;
  /** Undefined where the peer's answer differs from ours, and so was not timed. */
  readonly ratio: Ratio | undefined;
}
