import type { GoalResult } from "../goal-results.ts";
import type { Statistic } from "../goals.ts";

/** A goal as words: row, what it is of, bound, what was measured, whether it is met, and the worst case. */
export function goalRow({ goal, measured, met, whole, count, worst }: GoalResult): string[] {
  const { row, statistic, bound, sizes } = goal;
  const isTime = statistic === "largest time" || statistic === "slowest start";
  const unit = UNITS[statistic] ?? "x";
  const [least, most] = sizes;
  return [
    row,
    least === most && bound === undefined ? `${statistic} at ${least.toLocaleString("en")}` : statistic,
    bound === undefined ? "" : `${isTime ? "at most" : "at least"} ${bound}${unit}`,
    measured === undefined ? "" : `${measured.toFixed(2)}${unit}`,
    measured === undefined ? "not measured" : whole ? verdict(met) : "in part",
    measured === undefined ? "" : `${worst}; of ${count}`,
  ];
}

const UNITS: { readonly [S in Statistic]?: string } = { "slowest start": " ms", "slowest rate": " GB/s" };

function verdict(met: boolean | undefined): string {
  return met === undefined ? "" : met ? "met" : "not met";
}

export const GOAL_HEAD = ["goal, against", "what", "bound", "measured", "", "the worst"];
