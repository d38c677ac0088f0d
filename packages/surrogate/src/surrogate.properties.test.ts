import fc from "fast-check";
import { expect, it } from "vitest";
import { catalogue } from "./catalogue.ts";
import { arctanEstimator, straightThroughEstimator, triangularEstimator } from "./index.ts";

const voltage = fc.double({ min: -1e3, max: 1e3, noNaN: true });
const threshold = fc.double({ min: -10, max: 10, noNaN: true });
const steepness = fc.double({ min: 0.01, max: 100, noNaN: true });

it.each(catalogue)("$name spikes just where the voltage is above the threshold", ({ build }) => {
  const [spikeFx] = build({ getSurrFx: true });
  fc.assert(fc.property(voltage, threshold, (v, thr) => spikeFx(v, thr) === (v > thr ? 1 : 0)));
});

it.each([
  ["triangularEstimator", triangularEstimator],
  ["arctanEstimator", arctanEstimator],
])("%s has an even derivative, largest at the threshold", (_, build) => {
  const [, dSpikeFx] = build();
  fc.assert(
    fc.property(voltage, steepness, (u, alpha) => {
      expect(dSpikeFx(u, 0, { alpha })).toBe(dSpikeFx(-u, 0, { alpha }));
      expect(dSpikeFx(u, 0, { alpha })).toBeLessThanOrEqual(dSpikeFx(0, 0, { alpha }));
      expect(dSpikeFx(u, 0, { alpha })).toBeGreaterThanOrEqual(0);
    }),
  );
});

it("straightThroughEstimator's derivative is 1 whatever the voltage and the threshold", () => {
  const [, dSpikeFx] = straightThroughEstimator();
  fc.assert(fc.property(fc.double(), threshold, (v, thr) => dSpikeFx(v, thr) === 1));
});

it("arctanEstimator's surrogate rises, within a half of 0", () => {
  const [, surrFx] = arctanEstimator({ getSurrFx: true });
  fc.assert(
    fc.property(voltage, voltage, threshold, steepness, (a, b, thr, alpha) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(surrFx(low, thr, { alpha })).toBeLessThanOrEqual(surrFx(high, thr, { alpha }));
      expect(Math.abs(surrFx(high, thr, { alpha }))).toBeLessThanOrEqual(0.5);
    }),
  );
});
