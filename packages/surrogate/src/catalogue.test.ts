import { tensor } from "@ngc/tensor";
import { usePlainPath } from "@ngc/tensor/authoring";
import { defaultValues, parameterArguments } from "@ngc/tensor/catalogue";
import { expectClose } from "@tooling/golden";
import { type Curve, pointsOf, testCurves, testDefaults } from "@tooling/golden/curve-contract";
import { describe, expect, it } from "vitest";
import { catalogue, type SurrogateRow } from "./catalogue.ts";
import * as surrogate from "./index.ts";
import type { SurrogateFunction } from "./spike.ts";

const THRESHOLD = 0.25;

it.each(catalogue)("$name's formulas are in v, as its functions are", ({ tex, derivativeTex }) => {
  expect(`${tex} ${derivativeTex}`).not.toMatch(/\b[jux]\b/);
});

/** The builder's three functions at a threshold of 0.25, all else as by default. */
function curvesOf(row: SurrogateRow): { spikeFx: Curve; surrFx: Curve; dSpikeFx: Curve } {
  const [thr, args] = parameterArguments(row.parameters, {
    ...defaultValues(row.parameters),
    thr: THRESHOLD,
  });
  const curve = (part: string, f: SurrogateFunction, options?: object): Curve => ({
    name: `${row.name}'s ${part}`,
    row,
    at: (v, out) => f(v as number, thr as number, out === undefined ? options : { ...options, out }),
  });
  const [spikeFx, surrFx, dSpikeFx] = row.build({ getSurrFx: true });
  return {
    spikeFx: curve("spikeFx", spikeFx),
    surrFx: curve("surrFx", surrFx, args as object),
    dSpikeFx: curve("dSpikeFx", dSpikeFx, args as object),
  };
}

const curves = catalogue.flatMap((row) => Object.values(curvesOf(row)));

testCurves({ tensor, usePlainPath }, curves);
testDefaults(catalogue);

describe.each(catalogue)("$name", (row) => {
  const { spikeFx, surrFx, dSpikeFx } = curvesOf(row);

  it("spikes above the threshold only, never for NaN", () => {
    const above = THRESHOLD + 2 ** -54;
    expect([NaN, Infinity, -Infinity, 0, THRESHOLD, above].map((v) => spikeFx.at(v))).toEqual([
      0, 1, 0, 0, 0, 1,
    ]);
  });

  it("needs no parameter", () => {
    const values = parameterArguments(row.parameters, defaultValues(row.parameters));
    for (const f of row.build({ getSurrFx: true }).slice(1)) {
      expect(f(pointsOf(row))).toEqual(f(pointsOf(row), ...(values as [number, object])));
    }
  });

  it("gives the same functions with and without its surrogate", () => {
    const build = row.build as (options?: { getSurrFx?: boolean }) => unknown[];
    const [spike, , derivative] = row.build({ getSurrFx: true });
    expect(build()).toEqual([spike, derivative]);
    expect(build({})).toEqual([spike, derivative]);
    expect(build({ getSurrFx: false })).toEqual([spike, derivative]);
  });

  it("has a derivative that is the slope, or what its row says", () => {
    const h = 2 ** -8;
    const slope = (v: number): number =>
      (8 * (surrFx.at(v + h / 2) as number) -
        8 * (surrFx.at(v - h / 2) as number) -
        (surrFx.at(v + h) as number) +
        (surrFx.at(v - h) as number)) /
      (6 * h);
    const expected: Record<string, (v: number) => number> = {
      straightThroughEstimator: () => 1,
      triangularEstimator: (v) => (Math.abs(v - THRESHOLD) < 0.5 ? 1 - 2 * Math.abs(v - THRESHOLD) : 0),
      arctanEstimator: (v) => slope(v) / Math.PI,
      secantLifEstimator: slope,
    };
    const kinks = row.kinks({ ...defaultValues(row.parameters), thr: THRESHOLD });
    for (const v of pointsOf(row).filter((value) => kinks.every((kink) => Math.abs(kink - value) > h))) {
      expect(Math.abs((dSpikeFx.at(v) as number) - expected[row.name](v)), `at ${v}`).toBeLessThan(1e-8);
    }
  });
});

it.each([false, true])("integers are rounded to float32 as thresholds are, plain path: %s", (plain) => {
  usePlainPath(plain);
  const [spikeFx, dSpikeFx] = surrogate.triangularEstimator();
  const v = Int32Array.of(16777217, 5);
  expect(spikeFx(v, 16777216).toArray()).toEqual([0, 0]);
  expect(dSpikeFx(v, 16777216).toArray()).toEqual([1, 0]);
});

describe("derivatives far from the threshold", () => {
  it("keep their last digits down to subnormals", () => {
    const dSecant = surrogate.secantLifEstimator()[1];
    expectClose(dSecant(300, 0, { c2: 1, omitScale: true }), 4 * Math.exp(-600), "relative64");
    expect(dSecant(360, 0, { c2: 1, omitScale: true })).toBeGreaterThan(0);
    expectClose(surrogate.arctanEstimator()[1](1e154), 1 / Math.PI ** 3 / 1e154 / 1e154, "relative64");
  });
});

it("the catalogue has a row for each builder of the package", () => {
  expect(catalogue.map(({ name }) => name).sort()).toEqual(Object.keys(surrogate).sort());
  for (const { name, build } of catalogue) expect(surrogate).toHaveProperty(name, build);
});
