import type { FloatDType } from "@ngc/tensor";
import type { Ratio } from "../measure.ts";
import type { Operation } from "../operations.ts";
import type { PeerKind } from "../peers/peer.ts";
import type { Kind } from "../workloads/index.ts";

/** One case: an operation of one size and dtype, against all that have it. */
export interface CaseResult {
  readonly package: string;
  readonly operation: Operation;
  readonly kind: Kind;
  readonly size: number;
  readonly dtype: FloatDType;
  /** What one of our calls took, in milliseconds, round by round; and their median. */
  readonly times: readonly number[];
  readonly ours: number;
  readonly peers: readonly PeerResult[];
}

export interface PeerResult {
  readonly name: string;
  readonly kind: PeerKind;
  /** Absent where the peer was not timed. */
  readonly ratio?: Ratio;
  /** Why it was not: its answer differs from ours, or it threw. */
  readonly fault?: string;
}

/** What a case is called wherever a line names one: `relu 1,000 float32`. */
export function caseName({
  operation,
  size,
  dtype,
}: Pick<CaseResult, "operation" | "size" | "dtype">): string {
  return `${operation} ${size.toLocaleString("en")} ${dtype}`;
}
