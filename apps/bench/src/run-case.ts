import type { FloatDType } from "@ngc/tensor";
import { difference } from "./agreement.ts";
import { type Effort, measure, ratioOf, type Timer } from "./measure.ts";
import type { Answer } from "./operations.ts";
import type { Peer } from "./peers/peer.ts";
import type { CaseResult, PeerResult } from "./report/result.ts";
import { median } from "./statistics.ts";
import type { Workload } from "./workloads/index.ts";

/** One workload of one size and dtype. */
export interface Case {
  readonly workload: Workload;
  readonly size: number;
  readonly dtype: FloatDType;
}

/** Compares every peer's answer with ours, then times those that agree. */
export async function runCase(
  { workload, size, dtype }: Case,
  { enter, name: us }: Peer,
  peers: readonly Peer[],
  effort: Effort,
): Promise<CaseResult> {
  const prepared = workload.prepare(size, dtype);
  const ours = await enter(workload.operation, prepared, dtype);
  if (ours === undefined) throw new Error(`bench: ${us} has no ${workload.operation}`);
  const entries: (PeerResult & { time?: Timer })[] = [];
  for (const peer of peers) {
    const { name, kind } = peer;
    try {
      const contender = await peer.enter(workload.operation, prepared, dtype);
      if (contender === undefined) continue;
      const fault = kind === "floor" ? undefined : differs(contender.answer, ours.answer, dtype);
      entries.push(fault === undefined ? { name, kind, time: contender.time } : { name, kind, fault });
    } catch (error) {
      entries.push({ name, kind, fault: `throws: ${String(error).split("\n")[0].slice(0, 200)}` });
    }
  }
  const timers = entries.flatMap(({ name, time }) => (time === undefined ? [] : [[name, time] as const]));
  const { times, ratios } = await measure(ours.time, Object.fromEntries(timers), effort);
  return {
    package: workload.package,
    operation: workload.operation,
    kind: workload.kind,
    size,
    dtype,
    times,
    ours: median(times),
    peers: entries.map(({ name, kind, fault }) => ({ name, kind, fault, ratio: ratios[name] })),
  };
}

/** A case that was measured again, by some of its contenders: their rounds of both times together. */
export function together(earlier: CaseResult, again: CaseResult): CaseResult {
  const times = [...earlier.times, ...again.times];
  const peers = earlier.peers.map((peer) => {
    const { ratio } = again.peers.find(({ name }) => name === peer.name) ?? {};
    if (peer.ratio === undefined || ratio === undefined) return peer;
    return { ...peer, ratio: ratioOf([...peer.ratio.rounds, ...ratio.rounds]) };
  });
  return { ...earlier, times, ours: median(times), peers };
}

function differs(theirs: Answer, ours: Answer, dtype: FloatDType): string | undefined {
  const found = difference(theirs, ours, dtype);
  return found === undefined ? undefined : `differs: ${found}`;
}
