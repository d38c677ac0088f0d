import { geometricMean } from "../statistics.ts";
import type { Report } from "./report.ts";
import { caseName } from "./result.ts";
import { align } from "./terminal.ts";

/** A change smaller than this is the machine's. */
const NOTABLE = 1.1;

/** This run beside an earlier one: how many times as long our calls took then, case by case where that is notable. */
export function againstEarlier(now: Report, then: Report): string {
  const before = new Map(then.results.map((result) => [caseName(result), result.ours]));
  const changes = now.results.flatMap((result) => {
    const earlier = before.get(caseName(result));
    return earlier === undefined ? [] : [{ name: caseName(result), change: earlier / result.ours }];
  });
  if (changes.length === 0) return `no case in common with the run of ${then.date}`;
  const notable = changes
    .filter(({ change }) => change >= NOTABLE || change <= 1 / NOTABLE)
    .sort((a, b) => a.change - b.change);
  const isOther = then.machine.cpu !== now.machine.cpu || then.machine.node !== now.machine.node;
  return [
    `the run of ${then.date}: its times over today's, ${changes.length} cases, geometric mean ${geometricMean(changes.map(({ change }) => change)).toFixed(2)}`,
    ...(isOther ? [`another machine: ${then.machine.cpu}, Node ${then.machine.node}`] : []),
    ...(notable.length === 0
      ? ["no case changed by a tenth"]
      : align(
          notable.map(({ name, change }) => [
            name,
            change.toFixed(2),
            change < 1 ? "slower than then" : "faster than then",
          ]),
          [1],
        )),
  ].join("\n");
}
