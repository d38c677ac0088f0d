import { expect, it } from "vitest";
import { ratioOf } from "./measure.ts";
import type { CaseResult, PeerResult } from "./report/result.ts";
import { together } from "./run-case.ts";

function result(times: number[], peers: PeerResult[]): CaseResult {
  const base = {
    package: "@ngc/activations",
    operation: "relu",
    kind: "elementwise",
    dtype: "float32",
  } as const;
  return { ...base, size: 100, times, ours: 0, peers };
}

it("a case that was measured twice has the rounds of both times, and keeps what the second left out", () => {
  const first = result(
    [1, 2],
    [
      { name: "a", kind: "javascript", ratio: ratioOf([2, 4]) },
      { name: "b", kind: "javascript", ratio: ratioOf([9]) },
      { name: "c", kind: "javascript", fault: "differs" },
    ],
  );
  const both = together(first, result([6], [{ name: "a", kind: "javascript", ratio: ratioOf([3]) }]));
  expect(both).toMatchObject({ times: [1, 2, 6], ours: 2 });
  expect(both.peers).toEqual([
    { name: "a", kind: "javascript", ratio: { median: 3, low: 2, high: 4, rounds: [2, 4, 3] } },
    ...first.peers.slice(1),
  ]);
});
