import { expect, it } from "vitest";
import { goalResult } from "./goal-results.ts";
import { type Goal, goals } from "./goals.ts";
import type { CaseResult, PeerResult } from "./report/result.ts";
import { workloads } from "./workloads/index.ts";

const goal: Goal = {
  row: "",
  against: ["a"],
  sizes: [100, 1_000],
  dtypes: ["float32"],
  statistic: "geometric mean",
  bound: 2,
};

const base = { package: "", operation: "relu", kind: "elementwise", dtype: "float32", ours: 1 } as const;

function peer(name: string, median: number, kind: PeerResult["kind"] = "javascript"): PeerResult {
  return { name, kind, ratio: { median, low: median, high: median } };
}

const results: CaseResult[] = [
  { ...base, size: 100, peers: [peer("a", 8), peer("b", 0.5), peer("loop", 0.1, "loop")] },
  { ...base, size: 1_000, peers: [peer("a", 2), { name: "b", kind: "javascript", fault: "differs" }] },
  { ...base, size: 10_000, peers: [peer("a", 100)] },
  { ...base, size: 100, dtype: "float64", peers: [peer("a", 100)] },
];

it("a goal is held against the cases that it names", () => {
  const { measured, met, count, worst } = goalResult(goal, results, [], 2);
  expect(measured).toBeCloseTo(4, 12);
  expect([met, count, worst]).toEqual([true, 2, "relu 1,000 float32, a"]);
});

it("the fastest JavaScript peer of each case counts, no loop by hand and none that was not timed", () => {
  const smallest: Goal = { ...goal, against: "fastest JavaScript peer", statistic: "smallest" };
  expect(goalResult(smallest, results, [], 2)).toMatchObject({ measured: 0.5, met: false, count: 2 });
});

it("a floor's goal is our time over the floor's", () => {
  const time: Goal = { ...goal, statistic: "largest time", bound: 0.5 };
  expect(goalResult(time, results, [], 2)).toMatchObject({ measured: 0.5, met: true });
});

it("the slowest of our packages decides about the start", () => {
  const starts = [
    { name: "@ngc/io", package: "@ngc/io", start: [12, 11, 13], memory: 0, bundle: 0 },
    { name: "tfjs-cpu", start: [200, 190, 210], memory: 0, bundle: 0 },
  ] as const;
  const start: Goal = { ...goal, statistic: "slowest start", bound: 15 };
  expect(goalResult(start, [], starts)).toMatchObject({ measured: 12, met: true, worst: "@ngc/io" });
});

it("a rate is of the values' bytes, by our own time", () => {
  const rate: Goal = { ...goal, against: [], statistic: "slowest rate", bound: 1e-3 };
  const timed = results.map((result) => ({ ...result, ours: 1e-3 * result.size }));
  expect(goalResult(rate, timed, [], 2)).toMatchObject({ measured: 4e-3, met: true, count: 2 });
});

it("a run that left cases out decides about no goal", () => {
  expect(goalResult(goal, results, [], 3)).toMatchObject({ count: 2, whole: false, met: undefined });
});

it("a goal of which nothing was measured is neither met nor missed", () => {
  const result = goalResult({ ...goal, operations: ["exp"] }, results, []);
  expect(result).toMatchObject({ count: 0, whole: false });
  expect(result.met).toBeUndefined();
});

it("every goal names a case that the list of workloads has", () => {
  const without = goals.filter(
    ({ kinds, operations, sizes: [least, most], dtypes, statistic }) =>
      statistic !== "slowest start" &&
      !workloads.some(
        (workload) =>
          (kinds?.includes(workload.kind) ?? true) &&
          (operations?.includes(workload.operation) ?? true) &&
          workload.sizes.some((size) => size >= least && size <= most) &&
          workload.dtypes.some((dtype) => dtypes.includes(dtype)),
      ),
  );
  expect(without).toEqual([]);
});
