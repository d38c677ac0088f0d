import { expect, it } from "vitest";
import type { Report } from "./report.ts";
import type { CaseResult } from "./result.ts";
import { duration, terminalReport } from "./terminal.ts";

const relu = {
  package: "@ngc/activations",
  operation: "relu",
  kind: "elementwise",
  dtype: "float32",
} as const;

const results: CaseResult[] = [
  {
    ...relu,
    size: 1_000,
    ours: 0.0123,
    peers: [
      { name: "a", kind: "javascript", ratio: { median: 8, low: 7.9, high: 8.1 } },
      { name: "b", kind: "javascript", fault: "differs: 1 for 0 at 3" },
      { name: "floor", kind: "floor", ratio: { median: 0.1, low: 0.1, high: 0.1 } },
    ],
  },
  {
    ...relu,
    size: 100_000,
    ours: 1.23,
    peers: [{ name: "a", kind: "javascript", ratio: { median: 0.5, low: 0.4, high: 0.6 } }],
  },
];

const report: Report = {
  date: "2000-01-01",
  quick: false,
  machine: { node: "v1", platform: "", cpu: "", cores: 1, features: [], memory: 1 },
  versions: {},
  withoutPython: "python3: not found",
  results,
  footprints: [{ name: "@ngc/io", start: [12.34, 11, 13], memory: 5_400_000, bundle: 3_210 }],
  goals: [
    {
      goal: {
        row: "peers",
        against: ["a"],
        sizes: [100, 100],
        dtypes: [],
        statistic: "smallest",
        bound: 0.9,
      },
      measured: 0.5,
      met: false,
      whole: true,
      count: 2,
      worst: "relu",
    },
  ],
};

it("the table shows ratios, what was not timed and why, the mean, the losses and the goals", () => {
  expect(terminalReport(report).split("\n")).toEqual([
    "ratio: the peer's time over ours, so that above 1 we are faster",
    "without Python's peers: python3: not found",
    "",
    "operation     size  dtype       time  against  ratio  95 % interval",
    "relu         1,000  float32  12.3 us  a         8.00  7.90 to 8.10",
    "                                      b               not timed, differs: 1 for 0 at 3",
    "                                      floor     0.10  0.10 to 0.10",
    "relu       100,000  float32  1.23 ms  a         0.50  0.40 to 0.60",
    "",
    "against  geometric mean  smallest to largest  cases  losses",
    "a                  2.00  0.50 to 8.00             2       1",
    "",
    "losses: the ratio's whole interval is below 1",
    "relu  100,000  float32  a  0.50",
    "",
    "one function  start ms  95 % interval  memory MB  bundle kB",
    "@ngc/io           12.3  11.0 to 13.0           5        3.2",
    "",
    "goal, against  what      bound          measured           the worst",
    "peers          smallest  at least 0.9x  0.50x     not met  relu; of 2",
  ]);
});

it("durations have three digits in the unit that suits", () => {
  expect([1234, 12.3, 0.0456, 0.00000789].map(duration)).toEqual(["1.23 s", "12.3 ms", "45.6 us", "7.89 ns"]);
});
