import type { Ratio } from "../measure.ts";
import { geometricMean } from "../statistics.ts";
import type { CaseResult, PeerResult } from "./result.ts";

type Timed = PeerResult & { readonly ratio: Ratio };

/** What one peer's ratios come to. */
export interface PeerSummary {
  readonly name: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly lost: number;
}

/** Every peer that was timed; a floor is no peer. */
export function againstPeers(results: readonly CaseResult[]): PeerSummary[] {
  const timed = results.flatMap(timedPeers);
  const names = [...new Set(timed.map(({ name }) => name))];
  return names.map((name) => {
    const ratios = timed.filter((peer) => peer.name === name).map(({ ratio }) => ratio);
    const medians = ratios.map(({ median }) => median);
    return {
      name,
      mean: geometricMean(medians),
      low: Math.min(...medians),
      high: Math.max(...medians),
      count: ratios.length,
      lost: ratios.filter(isLoss).length,
    };
  });
}

/** Every peer of every case that is faster than we are, the worst first. */
export function losses(results: readonly CaseResult[]): { result: CaseResult; peer: Timed }[] {
  return results
    .flatMap((result) => timedPeers(result).map((peer) => ({ result, peer })))
    .filter(({ peer: { ratio } }) => isLoss(ratio))
    .sort((a, b) => a.peer.ratio.median - b.peer.ratio.median);
}

function timedPeers({ peers }: CaseResult): Timed[] {
  return peers.filter((peer): peer is Timed => peer.ratio !== undefined && peer.kind !== "floor");
}

/** Only where the whole interval says so. */
function isLoss({ high }: Ratio): boolean {
  return high < 1;
}
