// A peer's thread: enters it in cases, and times its calls.
import { parentPort, workerData } from "node:worker_threads";
import { type FloatDType, tensor } from "@ngc/tensor";
import type { Answer, Operation, Values } from "../operations.ts";
import { callOf } from "../workloads/workload.ts";
import type { Contender, Peer } from "./peer.ts";

/** What a thread is asked: to enter a case, or to make so many calls of the last one. */
export type Request =
  | {
      readonly operation: Operation;
      readonly given: readonly (Values | number)[];
      readonly dtype: FloatDType;
    }
  | { readonly count: number };

/** An answer, none where the peer has not the operation; or how many milliseconds the calls took. */
export interface Reply {
  readonly answer?: Answer;
  readonly milliseconds?: number;
  readonly fault?: string;
}

const { name, file } = workerData as { name: string; file: string };
const peer = Object.values((await import(file)) as Record<string, Peer>).find((one) => one.name === name);
let contender: Contender | undefined;

parentPort?.on("message", async (request: Request) => {
  let reply: Reply;
  try {
    reply =
      "count" in request
        ? { milliseconds: await contender?.time(request.count) }
        : { answer: await enter(request.operation, request.given, request.dtype) };
  } catch (error) {
    reply = { fault: String(error) };
  }
  parentPort?.postMessage(reply);
});

async function enter(
  operation: Operation,
  cloned: readonly (Values | number)[],
  dtype: FloatDType,
): Promise<Answer | undefined> {
  // What was cloned has lost what makes it a tensor.
  const given = cloned.map((value) => (typeof value === "number" ? value : tensor(value.data, value.shape)));
  const prepared = { given, callOf: (operations: object) => callOf(operations, operation, given) };
  contender = await peer?.enter(operation, prepared, dtype);
  // As doubles: an answer may be a view of all that a peer's memory holds, which would be cloned with it; numpy-ts counts in bigints.
  return contender === undefined || typeof contender.answer === "number"
    ? contender?.answer
    : Float64Array.from(contender.answer, Number);
}
