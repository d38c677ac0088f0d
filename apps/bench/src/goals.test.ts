import { expect, it } from "vitest";
import { goalResult, undecided } from "./goal-results.ts";
import { type Goal, goals } from "./goals.ts";
import { ratioOf } from "./measure.ts";
import type { CaseResult, PeerResult } from "./report/result.ts";
import { isAskedFor, type Selection, selectCases } from "./select-cases.ts";
import { workloads } from "./workloads/index.ts";

const goal: Goal = {
  row: "",
  against: ["a"],
  sizes: [100, 1_000],
  dtypes: ["float32"],
  statistic: "geometric mean",
  bound: 2,
};

const base = {
  package: "",
  operation: "relu",
  kind: "elementwise",
  dtype: "float32",
  times: [1],
  ours: 1,
} as const;

function peer(name: string, ratio: number | number[], kind: PeerResult["kind"] = "javascript"): PeerResult {
  return { name, kind, ratio: ratioOf([ratio].flat()) };
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

it("a case is undecided among those whose interval holds a bound that they can miss alone", () => {
  const relu = { ...base, size: 1_000 };
  // The fastest JavaScript peer's bound is 0.9, JAX's 0.6; the means of many cases have no say.
  const peers = [peer("a", [0.8, 1, 1.1]), peer("b", [0.8, 5, 9]), peer("jax", [0.5, 0.7, 0.8], "python")];
  expect(undecided({ ...relu, peers })).toEqual(["a", "jax"]);
  expect(undecided({ ...relu, peers: [peer("a", [0.91, 1, 1.1]), peer("jax", [1, 2, 3])] })).toEqual([]);
  // Twice the time of a floor is a ratio of one half.
  const read: CaseResult = { ...base, operation: "measureMSE", kind: "metric", size: 1_000_000, peers: [] };
  expect(undecided({ ...read, peers: [peer("floor", [0.4, 0.55, 0.6], "floor")] })).toEqual(["floor"]);
  expect(undecided({ ...read, peers: [peer("floor", [0.51, 0.55, 0.6], "floor")] })).toEqual([]);
});

it("every goal names a case that the list of workloads has", () => {
  const cases = selectCases().map((one) => ({ ...one.workload, ...one }));
  const without = goals.filter(
    (goal) => goal.statistic !== "slowest start" && !cases.some((one) => isAskedFor(goal, one)),
  );
  expect(without).toEqual([]);
});

it("a run for the goals alone decides all that a whole run decides", () => {
  const labels = (selection: Selection): string[] =>
    selectCases(selection)
      .filter((one) => goals.some((goal) => isAskedFor(goal, { ...one.workload, ...one })))
      .map(({ workload: { operation }, size, dtype }) => `${operation} ${size} ${dtype}`);
  expect(labels({ goals: true })).toEqual(labels({}));
  expect(selectCases({ goals: true }).length).toBeLessThan(selectCases().length);
});

it("a whole run has every operation at its largest size in float32, and every dtype that it is listed for", () => {
  const cases = selectCases();
  const without = workloads.filter(
    (workload) =>
      !cases.some(
        (one) => one.workload === workload && one.size === workload.sizes.at(-1) && one.dtype === "float32",
      ) ||
      !workload.dtypes.every((dtype) =>
        cases.some((one) => one.workload === workload && one.dtype === dtype),
      ),
  );
  expect(without).toEqual([]);
});
