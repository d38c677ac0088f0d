import { expect, it } from "vitest";
import { againstEarlier } from "./against.ts";
import { exampleReport } from "./example-report.ts";

const [first, second] = exampleReport.results;

it("a run beside an earlier one: what became slower or faster by a tenth, and the mean", () => {
  const now = { ...exampleReport, results: [{ ...first, ours: 2 * first.ours }, second] };
  expect(againstEarlier(now, exampleReport).split("\n")).toEqual([
    "the run of 2000-01-01: its times over today's, 2 cases, geometric mean 0.71",
    "relu 1,000 float32  0.50  slower than then",
  ]);
});

it("another machine is said, and so is a run that has no case in common", () => {
  const machine = { ...exampleReport.machine, cpu: "another" };
  expect(againstEarlier(exampleReport, { ...exampleReport, machine })).toContain("another machine: another");
  expect(againstEarlier({ ...exampleReport, results: [] }, exampleReport)).toMatch(/^no case in common/);
});
