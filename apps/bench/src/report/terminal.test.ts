import { expect, it } from "vitest";
import { exampleReport } from "./example-report.ts";
import { duration, terminalReport } from "./terminal.ts";

it("the table shows ratios, what was not timed and why, the mean, the losses and the goals", () => {
  expect(terminalReport(exampleReport).split("\n")).toEqual([
    "ratio: the peer's time over ours, so that above 1 we are faster",
    "without Python's peers: python3: not found",
    "",
    "operation     size  dtype       time  against  ratio  95 % interval",
    "relu         1,000  float32  12.3 us  a         8.00  7.90 to 8.10",
    "                                      b               not timed, differs: 1 for 0 & <more>",
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

it("what was not measured has no table and no line", () => {
  const [goal] = exampleReport.goals;
  const goals = [goal, { goal: goal.goal, whole: false, count: 0, worst: "" }];
  const lines = terminalReport({ ...exampleReport, results: [], goals }).split("\n");
  expect(lines.map((line) => line.split("  ")[0])).toEqual([
    "ratio: the peer's time over ours, so that above 1 we are faster",
    "without Python's peers: python3: not found",
    "",
    "one function",
    "@ngc/io",
    "",
    "goal, against",
    "peers",
  ]);
});

it("durations have three digits in the unit that suits", () => {
  expect([1234, 12.3, 0.0456, 0.00000789].map(duration)).toEqual(["1.23 s", "12.3 ms", "45.6 us", "7.89 ns"]);
});
