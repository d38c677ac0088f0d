import fc from "fast-check";
import { expect, it } from "vitest";
import {
  dSigmoid,
  dTanh,
  inverseLogistic,
  inverseTanh,
  relu,
  sigmoid,
  softplus,
  tanh,
  thresholdCauchy,
  thresholdSoft,
} from "./index.ts";

const x = fc.double({ noNaN: true, noDefaultInfinity: true });
const moderate = fc.double({ noNaN: true, min: -15, max: 15 });
const strength = fc.double({ noNaN: true, min: 0, max: 1e3 });

function expectNear(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-14 * Math.abs(expected));
}

it("sigmoid(x) + sigmoid(-x) is 1", () => {
  fc.assert(fc.property(x, (value) => expectNear(sigmoid(value) + sigmoid(-value), 1)));
});

it("softplus(x) - softplus(-x) is x", () => {
  fc.assert(
    fc.property(moderate, (value) => {
      expect(softplus(value) - softplus(-value)).toBeCloseTo(value, 12);
    }),
  );
});

it("softplus lies above relu, by at most ln 2", () => {
  fc.assert(
    fc.property(x, (value) => {
      const gap = softplus(value) - relu(value);
      expect(gap).toBeGreaterThanOrEqual(0);
      expect(gap).toBeLessThanOrEqual(Math.LN2);
    }),
  );
});

it("dTanh(x) is 4 dSigmoid(2 x)", () => {
  fc.assert(fc.property(moderate, (value) => expectNear(dTanh(value), 4 * dSigmoid(2 * value))));
});

it("inverseLogistic undoes sigmoid, inverseTanh undoes tanh", () => {
  const near = fc.double({ noNaN: true, min: -3, max: 3 });
  fc.assert(
    fc.property(near, (value) => {
      expect(inverseLogistic(sigmoid(value), { clipBound: 0 })).toBeCloseTo(value, 13);
      expect(inverseTanh(tanh(value))).toBeCloseTo(value, 12);
    }),
  );
});

it("thresholds are odd, and never push a value away from 0", () => {
  fc.assert(
    fc.property(x, strength, (value, lmbda) => {
      for (const f of [thresholdSoft, thresholdCauchy]) {
        expect(f(-value, lmbda) + f(value, lmbda)).toBe(0);
        expect(f(Math.abs(value), lmbda)).toBeLessThanOrEqual(Math.abs(value) * (1 + 1e-15) + 5e-324);
      }
    }),
  );
});
