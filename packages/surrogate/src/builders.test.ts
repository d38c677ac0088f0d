import { type Tensor, tensor } from "@ngc/tensor";
import { testRefusals } from "@tooling/golden/refusals";
import { expect, expectTypeOf, it } from "vitest";
import {
  type ArctanArgs,
  arctanEstimator,
  type BuilderOptions,
  type SpikePair,
  type SpikeTriple,
  secantLifEstimator,
  straightThroughEstimator,
  triangularEstimator,
} from "./index.ts";

it("builders give typed tuples, as long as getSurrFx says", () => {
  expectTypeOf(straightThroughEstimator()).toEqualTypeOf<SpikePair>();
  expectTypeOf(arctanEstimator({})).toEqualTypeOf<SpikePair<ArctanArgs>>();
  expectTypeOf(arctanEstimator({ getSurrFx: false })).toEqualTypeOf<SpikePair<ArctanArgs>>();
  expectTypeOf(arctanEstimator({ getSurrFx: true })).toEqualTypeOf<SpikeTriple<ArctanArgs>>();
  const unknown: BuilderOptions = { getSurrFx: Boolean(1) };
  expectTypeOf(arctanEstimator(unknown)).toEqualTypeOf<SpikePair<ArctanArgs> | SpikeTriple<ArctanArgs>>();
  expect(arctanEstimator(unknown)).toHaveLength(3);
});

it("what is built gives a number for a number and a tensor for a tensor", () => {
  const [spikeFx, surrFx, dSpikeFx] = secantLifEstimator({ getSurrFx: true });
  expectTypeOf(spikeFx(1)).toEqualTypeOf<number>();
  expectTypeOf(surrFx([1])).toEqualTypeOf<Tensor<"float32">>();
  expectTypeOf(dSpikeFx(new Float64Array(1), 0, { omitScale: true })).toEqualTypeOf<Tensor<"float64">>();
  expect([-1, 0, 1].map((v) => spikeFx(v))).toEqual([0, 0, 1]);
});

it("a threshold beside float32 is float32's", () => {
  const [spikeFx, dSpikeFx] = triangularEstimator();
  expect(spikeFx(Float32Array.of(0.1), 0.1).toArray()).toEqual([0]);
  expect(dSpikeFx(Float32Array.of(0.1), 0.1).toArray()).toEqual([1]);
});

const [spikeFx, surrFx, dSpikeFx] = secantLifEstimator({ getSurrFx: true }) as unknown as ((
  ...args: unknown[]
) => unknown)[];
const [, arctan, dArctan] = arctanEstimator({ getSurrFx: true });
const [, dTriangular] = triangularEstimator();
const [, one] = straightThroughEstimator();
const build = triangularEstimator as (options: unknown) => unknown;

testRefusals("a wrong call is refused", [
  [() => build(true), TypeError, "triangularEstimator: options must be an object, got true"],
  [() => build({ getSurrFx: 1 }), TypeError, "triangularEstimator: getSurrFx must be true or false, got 1"],
  [() => spikeFx("1"), TypeError, 'spikeFx: v must be a tensor, a typed array or nested numbers, got "1"'],
  [() => surrFx("1"), TypeError, 'surrFx: v must be a tensor, a typed array or nested numbers, got "1"'],
  [() => dSpikeFx("1"), TypeError, 'dSpikeFx: v must be a tensor, a typed array or nested numbers, got "1"'],
  [
    () => one("1" as never),
    TypeError,
    'dSpikeFx: v must be a tensor, a typed array or nested numbers, got "1"',
  ],
  [
    () => dArctan("1" as never),
    TypeError,
    'dSpikeFx: v must be a tensor, a typed array or nested numbers, got "1"',
  ],
  [
    () => dTriangular("1" as never),
    TypeError,
    'dSpikeFx: v must be a tensor, a typed array or nested numbers, got "1"',
  ],
  [() => spikeFx([1], NaN), RangeError, "spikeFx: thr must be a number, got NaN"],
  [() => spikeFx([1], tensor([1])), TypeError, "spikeFx: thr must be a number, got a tensor of shape [1]"],
  [() => surrFx([1], NaN), RangeError, "surrFx: thr must be a number, got NaN"],
  [() => surrFx([1], 0, 2), TypeError, "surrFx: options must be an object, got 2"],
  [() => surrFx([1], 0, { c1: NaN }), RangeError, "surrFx: c1 must be a number, got NaN"],
  [() => dSpikeFx([1], 0, { c2: "2" }), TypeError, 'dSpikeFx: c2 must be a number, got "2"'],
  [() => dSpikeFx([1], 0, { omitScale: 1 }), TypeError, "dSpikeFx: omitScale must be true or false, got 1"],
  [() => arctan(1, 0, { alpha: NaN }), RangeError, "surrFx: alpha must be a number, got NaN"],
  [() => dArctan(1, NaN), RangeError, "dSpikeFx: thr must be a number, got NaN"],
  [() => dArctan(1, 0, { alpha: NaN }), RangeError, "dSpikeFx: alpha must be a number, got NaN"],
  [() => dTriangular(1, 0, { alpha: NaN }), RangeError, "dSpikeFx: alpha must be a number, got NaN"],
  [() => arctan(1, 0, { alpha: Infinity }), RangeError, "surrFx: alpha must be finite, got Infinity"],
  [() => dArctan([0, 1], 0, { alpha: Infinity }), RangeError, "dSpikeFx: alpha must be finite, got Infinity"],
  [
    () => dTriangular(1, 0, { alpha: -Infinity }),
    RangeError,
    "dSpikeFx: alpha must be finite, got -Infinity",
  ],
  // Of float32, which plain numbers become.
  [
    () => arctan([0, 1], 0, { alpha: 1e39 }),
    RangeError,
    "surrFx: alpha must be finite in float32, got 1e+39",
  ],
  [
    () => dArctan([0, 1], 0, { alpha: -1e39 }),
    RangeError,
    "dSpikeFx: alpha must be finite in float32, got -1e+39",
  ],
  [
    () => dTriangular([0, 1], 0, { alpha: 1e39 }),
    RangeError,
    "dSpikeFx: alpha must be finite in float32, got 1e+39",
  ],
  [
    () => dTriangular(Int32Array.of(0), 0, { alpha: 1e300 }),
    RangeError,
    "dSpikeFx: alpha must be finite in float32, got 1e+300",
  ],
  [() => surrFx([0, 1], 0, { c2: 1e39 }), RangeError, "surrFx: c2 must be finite in float32, got 1e+39"],
  [() => dSpikeFx([0, 1], 0, { c1: 1e39 }), RangeError, "dSpikeFx: c1 must be finite in float32, got 1e+39"],
  [() => surrFx([1], 0, { c1: Infinity }), RangeError, "surrFx: c1 must be finite, got Infinity"],
  [() => dSpikeFx([1], 0, { c2: Infinity }), RangeError, "dSpikeFx: c2 must be finite, got Infinity"],
  [
    () => dTriangular([1], 0, { out: tensor([1, 2]) }),
    RangeError,
    "dSpikeFx: out must have shape [1], got [2]",
  ],
  [() => one(1, NaN), RangeError, "dSpikeFx: thr must be a number, got NaN"],
]);
