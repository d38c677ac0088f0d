import { usePlainPath } from "@ngc/tensor/authoring";
import { testKernels, testKernels64, ulps } from "@tooling/kernels/kernel-contract";
import { beforeEach, describe, expect, it } from "vitest";
import {
  arctanEstimator,
  type SurrogateFunction,
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

describe.each([false, true])("parameters at the ends of their range, plain path: %s", (plain) => {
  beforeEach(() => usePlainPath(plain));

  /** f of one element as a float32, a float64 and a number, beside its value. */
  function expectValue(f: SurrogateFunction, v: number, args: object, value: number): void {
    const narrow = f(Float32Array.of(v), 0, args as never).data[0];
    if (Math.fround(v) === v) expect(ulps(narrow, value), `float32 at ${v}`).toBeLessThanOrEqual(3.02);
    expectValue64(f, v, args, value);
  }

  function expectValue64(f: SurrogateFunction, v: number, args: object, value: number): void {
    const wide = f(Float64Array.of(v), 0, args as never).data[0];
    const single = f(v, 0, args as never);
    // Five units of the last place, also of a subnormal.
    const most = Math.max(2 ** -50 * Math.abs(value), 5 * Number.MIN_VALUE);
    for (const actual of [wide, single])
      expect(Math.abs(actual - value), `float64 at ${v}: ${actual}`).toBeLessThanOrEqual(most);
  }

  it("a large alpha keeps the value at the threshold and beside it", () => {
    for (const alpha of [1e31, 2 ** 125, 2 ** 127]) {
      expectValue(arctan, 0, { alpha }, 0);
      expectValue(arctan, 2 ** -125, { alpha }, Math.atan(2 ** -125 * alpha * (Math.PI / 2)) / Math.PI);
      expectValue(dArctan, 0, { alpha }, alpha / (2 * Math.PI));
      expectValue(dArctan, 1, { alpha }, 2 / Math.PI ** 3 / alpha);
      expectValue(dTriangle, 0, { alpha }, 1);
      expectValue(dTriangle, 1, { alpha }, 0);
    }
    for (const f of [arctan, dArctan, dTriangle])
      expectValue64(
        f,
        1,
        { alpha: 1e300 },
        f === arctan ? 0.5 : f === dTriangle ? 0 : 2 / Math.PI ** 3 / 1e300,
      );
  });

  it("a small alpha counts for large voltages", () => {
    // t is π / 2.
    const atOne = Math.atan(Math.PI / 2) / Math.PI;
    expectValue(arctan, 2 ** 127, { alpha: 2 ** -127 }, atOne);
    expectValue64(arctan, 1e308, { alpha: 1e-308 }, atOne);
    expectValue64(dArctan, 1e308, { alpha: 1e-308 }, 1e-308 / (2 * Math.PI) / (1 + (Math.PI / 2) ** 2));
    expectValue(
      dArctan,
      2 ** 127,
      { alpha: 2 ** -127 },
      2 ** -127 / (2 * Math.PI) / (1 + (Math.PI / 2) ** 2),
    );
    // atan(t) is t.
    expectValue64(arctan, Number.MIN_VALUE, { alpha: 1e200 }, (Number.MIN_VALUE * 1e200) / 2);
    expectValue64(arctan, 1e308, { alpha: Number.MIN_VALUE }, (Number.MIN_VALUE * 1e308) / 2);
  });

  it("the LIF neuron's derivative is 0 where its scale alone is beyond the dtype, and finite where it may be", () => {
    expectValue64(dSecant, 1, { c1: 1e200, c2: 1e200 }, 0);
    expectValue(dSecant, 1, { c1: 1e20, c2: 1e20 }, 0);
    // c2 j is 64, whose sech is 2 exp(-64).
    const args = { c1: 2 ** 70, c2: 2 ** 70 };
    expectValue(dSecant, 2 ** -64, args, 2 ** 142 * Math.exp(-128));
    const wide = { c1: 2 ** 600, c2: 2 ** 600 };
    expectValue64(dSecant, 2 ** -594, wide, 2 ** 1000 * Math.exp(-128) * 2 ** 202);
    expect(dSecant(Float32Array.of(NaN, -1, 0), 0, args).toArray()).toEqual([NaN, 0, 0]);
  });
});
