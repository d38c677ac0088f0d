import { expect, it } from "vitest";
import { duration, terminalReport } from "./terminal.ts";

it("the table shows ratios, what was not timed, the mean and the losses", () => {
  const row = { package: "@ngc/activations", operation: "relu", ours: 0.0123 };
  const ratio = { median: 0.5, low: 0.4, high: 0.6 };
  const report = terminalReport([
    { ...row, size: 1000, peer: "a", ratio: { median: 2, low: 1.9, high: 2.1 } },
    { ...row, size: 100_000, peer: "b", ratio },
    { ...row, size: 1000, peer: "c", ratio: undefined },
  ]);
  expect(report.split("\n")).toEqual([
    "package           operation     size     time  against    ratio  95 % interval",
    "@ngc/activations  relu         1,000  12.3 us  a           2.00   1.90 to 2.10",
    "@ngc/activations  relu       100,000  12.3 us  b           0.50   0.40 to 0.60",
    "@ngc/activations  relu         1,000  12.3 us  c        differs      not timed",
    "",
    "ratio: the peer's time over ours, so that above 1 we are faster",
    "geometric mean of 2: 1.00",
    "slower: relu 100000, b 0.50",
  ]);
});

it("durations have three digits in the unit that suits", () => {
  expect([1234, 12.3, 0.0456, 0.00000789].map(duration)).toEqual(["1.23 s", "12.3 ms", "45.6 us", "7.89 ns"]);
});
