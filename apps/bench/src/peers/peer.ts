import type { FloatDType } from "@ngc/tensor";
import type { Answer, Operation, Operations } from "../operations.ts";
import type { Prepared } from "../workloads/workload.ts";

/**
 * What a contender is: goals are set against kinds. A floor is the least work that an operation can be, and answers nothing. What is
 * bare gives the answer and leaves out a part of the work: a format without checksum, shape and dtype.
 */
export type PeerKind = "ours" | "javascript" | "bare" | "loop" | "floor" | "python";

/** One case, as one contender does it. */
export interface Contender {
  readonly answer: Answer;
  /** How many milliseconds this many calls take. */
  readonly time: (count: number) => number | Promise<number>;
}

/** A library, or a loop written by hand, that is measured beside ours. */
export interface Peer {
  readonly name: string;
  readonly kind: PeerKind;
  /** Undefined where it lacks the operation or the dtype. */
  readonly enter: (
    operation: Operation,
    prepared: Prepared,
    dtype: FloatDType,
  ) => Contender | undefined | Promise<Contender | undefined>;
}

/** What a peer of this process may say besides its operations. */
interface LocalOptions {
  /** The dtypes that it computes in; both, unless said. */
  readonly dtypes?: readonly FloatDType[];
  /** Called before it is timed, outside its time: choosing a backend. */
  readonly select?: () => unknown;
}

/** A peer of this process. */
export function localPeer(
  name: string,
  kind: PeerKind,
  operations: Operations,
  { dtypes = ["float32", "float64"], select = () => undefined }: LocalOptions = {},
): Peer {
  return {
    name,
    kind,
    enter: async (_, prepared, dtype) => {
      const call = dtypes.includes(dtype) ? prepared.callOf(operations) : undefined;
      if (call === undefined) return undefined;
      await select();
      return {
        answer: call(),
        time: async (count) => {
          await select();
          return timeOf(call, count);
        },
      };
    },
  };
}

function timeOf(call: () => unknown, count: number): number {
  const begin = performance.now();
  for (let i = 0; i < count; i++) sink.answer = call();
  return performance.now() - begin;
}

/** The last answer is kept, so that the compiler cannot leave out what nobody reads. */
const sink: { answer?: unknown } = {};
