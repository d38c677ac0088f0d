import { afterAll, expect, it } from "vitest";
import { difference } from "../../agreement.ts";
import { workloads } from "../../workloads/index.ts";
import { ngc } from "../index.ts";
import { startPython } from "./index.ts";

const python = await startPython();
const peers = typeof python === "string" ? [] : python.peers;
afterAll(() => (typeof python === "string" ? undefined : python.close()));

/** Where ngc-learn's code has another formula (PARITY.md has the rows), or float32 in it. */
const DIFFER = [
  ...["measureKLD float32", "measureKLD float64", "secantDerivative float32", "secantDerivative float64"],
  ...["inverseLogistic float64", "measureSparsity float64"],
].map((label) => `ngclearn ${label}`);

const cases = peers.flatMap((peer) =>
  (["float32", "float64"] as const).map((dtype) => ({ name: peer.name, peer, dtype })),
);

// Python is no part of the project: where none is found these tests have nobody to ask.
it.skipIf(typeof python === "string")("Python has NumPy at least", () => {
  expect(peers.map(({ name }) => name)).toContain("numpy");
});

for (const { name, peer, dtype } of cases) {
  it(`${name} gives our answers in ${dtype}`, async () => {
    const faults: string[] = [];
    for (const workload of workloads.filter(({ dtypes }) => dtypes.includes(dtype))) {
      const prepared = workload.prepare(workload.sizes[0], dtype);
      const ours = await ngc.enter(workload.operation, prepared, dtype);
      const theirs = await peer.enter(workload.operation, prepared, dtype);
      const fault = theirs && ours && difference(theirs.answer, ours.answer, dtype);
      const label = `${name} ${workload.operation} ${dtype}`;
      if ((fault !== undefined) !== DIFFER.includes(label)) faults.push(`${label}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });
}
