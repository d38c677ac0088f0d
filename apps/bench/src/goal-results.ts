import type { Footprint } from "./footprint/footprint.ts";
import { type Goal, goals } from "./goals.ts";
import type { Ratio } from "./measure.ts";
import { type CaseResult, caseName, type PeerResult } from "./report/result.ts";
import { isAskedFor, selectCases } from "./select-cases.ts";
import { geometricMean } from "./statistics.ts";

/** A goal, and what was measured for it. */
export interface GoalResult {
  readonly goal: Goal;
  /** Absent where this run measured nothing that it asks for. */
  readonly measured?: number;
  /** Absent where it has no bound, or this run left cases out. */
  readonly met?: boolean;
  /** Whether this run had all cases that it asks for. */
  readonly whole: boolean;
  /** How many ratios, or starts, it is of. */
  readonly count: number;
  /** Which of them is the worst. */
  readonly worst: string;
}

/** Holds what was measured against one goal; `asked` is how many cases that takes. */
export function goalResult(
  goal: Goal,
  results: readonly CaseResult[],
  footprints: readonly Footprint[],
  asked: number = casesOf(goal),
): GoalResult {
  const isStart = goal.statistic === "slowest start";
  const atMost = isStart || goal.statistic === "largest time";
  const chosen = results.filter((result) => isAskedFor(goal, result));
  const entries = isStart
    ? startsOf(footprints)
    : chosen.flatMap((result) =>
        goal.statistic === "slowest rate" ? rateOf(result) : ratiosOf(goal, result),
      );
  const values = entries.map(({ value }) => value);
  const whole = values.length > 0 && (isStart || chosen.length >= asked);
  if (values.length === 0) return { goal, whole, count: 0, worst: "" };
  const extreme = atMost ? Math.max(...values) : Math.min(...values);
  const measured = goal.statistic === "geometric mean" ? geometricMean(values) : extreme;
  const isMet = goal.bound !== undefined && (atMost ? measured <= goal.bound : measured >= goal.bound);
  return {
    goal,
    measured,
    met: whole && goal.bound !== undefined ? isMet : undefined,
    whole,
    count: values.length,
    worst: entries.find(({ value }) => value === extreme)?.name ?? "",
  };
}

/** The contenders of a case that decide a goal alone, and whose interval holds its bound: whether it is met is chance. */
export function undecided(result: CaseResult): string[] {
  return goals
    .filter((goal) => isAskedFor(goal, result))
    .flatMap((goal) => contendersOf(goal, result).filter(({ ratio }) => ratio && holdsBound(goal, ratio)))
    .map(({ name }) => name);
}

function holdsBound({ statistic, bound }: Goal, { low, high }: Ratio): boolean {
  if (bound === undefined) return false;
  if (statistic === "largest time") return 1 / high <= bound && bound <= 1 / low;
  return statistic === "smallest" && low <= bound && bound <= high;
}

/** How many cases a goal asks for, of those that a whole run has. */
function casesOf(goal: Goal): number {
  return selectCases().filter((one) => isAskedFor(goal, { ...one.workload, ...one })).length;
}

interface Entry {
  readonly name: string;
  readonly value: number;
}

function startsOf(footprints: readonly Footprint[]): Entry[] {
  return footprints
    .filter((footprint) => footprint.package !== undefined)
    .map(({ name, start: [value] }) => ({ name, value }));
}

function rateOf(result: CaseResult): Entry {
  const bytes = result.size * (result.dtype === "float32" ? 4 : 8);
  return { name: caseName(result), value: bytes / result.ours / 1e6 };
}

function ratiosOf(goal: Goal, result: CaseResult): Entry[] {
  return contendersOf(goal, result).flatMap(({ name, ratio }) => {
    if (ratio === undefined) return [];
    const value = goal.statistic === "largest time" ? 1 / ratio.median : ratio.median;
    return [{ name: `${caseName(result)}, ${name}`, value }];
  });
}

function contendersOf({ against }: Goal, { peers }: CaseResult): PeerResult[] {
  if (against !== "fastest JavaScript peer") return peers.filter(({ name }) => against.includes(name));
  return peers
    .filter(({ kind, ratio }) => kind === "javascript" && ratio !== undefined)
    .sort((a, b) => (a.ratio?.median ?? 0) - (b.ratio?.median ?? 0))
    .slice(0, 1);
}
