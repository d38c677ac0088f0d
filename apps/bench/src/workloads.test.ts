import { expect, it } from "vitest";
import { agree } from "./agreement.ts";
import { ngc, peers } from "./peers/index.ts";
import { workloads } from "./workloads/index.ts";

const pairs = workloads.flatMap((workload) =>
  peers
    .filter(({ operations }) => workload.operation in operations)
    .map((peer) => ({ workload, peer, operation: workload.operation, name: peer.name })),
);

it.each(pairs)("$operation: ngc and $name give the same answer", ({ workload, peer }) => {
  const callOf = workload.prepare(workload.sizes[0]);
  const [ours, theirs] = [callOf(ngc.operations)?.(), callOf(peer.operations)?.()];
  expect(ours !== undefined && theirs !== undefined && agree(ours, theirs)).toBe(true);
});

it("every package has a workload", () => {
  expect(new Set(workloads.map((workload) => workload.package)).size).toBe(7);
});

it("answers that differ in a value, in length or in kind do not agree", () => {
  expect(agree([1, 2], Float32Array.of(1, 2.00001))).toBe(true);
  expect(agree([1, 2], [1, 2.001])).toBe(false);
  expect(agree([1, 2], [1])).toBe(false);
  expect(agree([1], 1)).toBe(false);
  expect(agree(Number.NaN, 1)).toBe(false);
});
