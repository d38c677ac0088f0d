import { afterAll, expect, it } from "vitest";
import { difference } from "./agreement.ts";
import { endThreads, ngc, peers } from "./peers/index.ts";
import { workloads } from "./workloads/index.ts";

/** jax-js draws other normals than JAX, and computes these of float64 values with float32 constants or functions. */
const DIFFER = [
  "jax-js normal float32",
  ...["exp", "log", "sigmoid", "dSigmoid", "tanh", "dTanh", "softplus", "inverseLogistic", "softmax"],
  ...["measureACC", "measureMSE", "measureBCE", "measureCatNLL", "measureKLD", "measureSparsity"],
  "arctanDerivative",
].map((name) => (name.includes(" ") ? name : `jax-js ${name} float64`));

afterAll(endThreads);

const answering = peers.filter(({ kind }) => kind !== "floor");

const cases = workloads.flatMap((workload) =>
  workload.dtypes.map((dtype) => ({ workload, operation: workload.operation, dtype })),
);

it.each(cases)("$operation, $dtype: every peer that has it gives our answer", async ({ workload, dtype }) => {
  const prepared = workload.prepare(workload.sizes[0], dtype);
  const ours = await ngc.enter(workload.operation, prepared, dtype);
  const faults: string[] = [];
  for (const { name, enter } of answering) {
    const label = `${name} ${workload.operation} ${dtype}`;
    const theirs = await enter(workload.operation, prepared, dtype);
    const fault = theirs && ours && difference(theirs.answer, ours.answer, dtype);
    if ((fault !== undefined) !== DIFFER.includes(label)) faults.push(`${label}: ${fault}`);
  }
  expect(faults).toEqual([]);
});

it("every package has a workload, and the exhibits have", () => {
  expect(new Set(workloads.map((workload) => workload.package)).size).toBe(7 + 1);
});

it("answers that differ in a value, in length or in kind do not agree", () => {
  expect(difference([1, 2], Float32Array.of(1, 2.00001), "float32")).toBeUndefined();
  expect(difference([1, 2], Float32Array.of(1, 2.00001), "float64")).toBeDefined();
  expect(difference([1, 2], [1, 2.001], "float32")).toBeDefined();
  expect(difference([1, 2], [1], "float32")).toBeDefined();
  expect(difference([1], 1, "float32")).toBeDefined();
  expect(difference(Number.NaN, 1, "float32")).toBeDefined();
});
