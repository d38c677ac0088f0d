import { expect, it } from "vitest";
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

it("the table shows ratios, what was not timed and why, the mean and the losses", () => {
  expect(terminalReport(results).split("\n")).toEqual([
    "ratio: the peer's time over ours, so that above 1 we are faster",
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
  ]);
});

it("durations have three digits in the unit that suits", () => {
  expect([1234, 12.3, 0.0456, 0.00000789].map(duration)).toEqual(["1.23 s", "12.3 ms", "45.6 us", "7.89 ns"]);
});
