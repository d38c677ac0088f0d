import { usePlainPath } from "@ngc/tensor/authoring";
import { testKernels, testKernels64 } from "@tooling/kernels/kernel-contract";
import { expect, it } from "vitest";
import {
  arctanEstimator,
  secantLifEstimator,
  straightThroughEstimator,
  triangularEstimator,
} from "./index.ts";

const [spikeFx] = straightThroughEstimator();
const [, arctan, dArctan] = arctanEstimator({ getSurrFx: true });
const [, secant, dSecant] = secantLifEstimator({ getSurrFx: true });
const [, dTriangle] = triangularEstimator();
// Powers of two, so that no argument is rounded before the function that is measured.
const lif = { c1: 0.5, c2: 0.0625 };

testKernels(usePlainPath, [
  { name: "spikeFx", f: (v) => spikeFx(v, 0.25), ulp: 0, exact: true },
  { name: "the triangle's dSpikeFx", f: (v) => dTriangle(v), ulp: 0.5, exact: true },
  { name: "the arctangent's surrFx", f: (v) => arctan(v), ulp: 2.41 },
  { name: "the arctangent's dSpikeFx", f: (v) => dArctan(v), ulp: 3.02 },
  { name: "the LIF neuron's surrFx", f: (j) => secant(j, 0, lif), ulp: 2.5 },
  { name: "the LIF neuron's dSpikeFx", f: (j) => dSecant(j, 0, lif), ulp: 2.49 },
]);

testKernels64(usePlainPath, [
  { name: "the arctangent's surrFx", f: (v) => arctan(v), ulp: 2 },
  { name: "the arctangent's dSpikeFx", f: (v) => dArctan(v), ulp: 5 },
  { name: "the LIF neuron's surrFx", f: (j) => secant(j, 0, lif), ulp: 4 },
  { name: "the LIF neuron's dSpikeFx", f: (j) => dSecant(j, 0, lif), ulp: 6 },
]);

it.each([1e39, 1e300])("float32 has the same on both paths where it has no alpha of %d", (alpha) => {
  for (const f of [arctan, dArctan, dTriangle]) {
    const v = Float32Array.of(-Infinity, -1, -1e-40, 0, 1e-40, 1, 1e30, Infinity, NaN);
    const kernel = f(v, 0, { alpha });
    usePlainPath(true);
    const plain = f(v, 0, { alpha });
    usePlainPath(false);
    expect(kernel).toEqual(plain);
  }
});
