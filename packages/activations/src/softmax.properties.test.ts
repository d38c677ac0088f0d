import { tensor } from "@ngc/tensor";
import fc from "fast-check";
import { expect, it } from "vitest";
import { softmax } from "./softmax.ts";

const row = fc.array(fc.double({ noNaN: true, min: -1e3, max: 1e3 }), { minLength: 1, maxLength: 40 });
const tau = fc.double({ noNaN: true, min: 1e-3, max: 1e3 });

function softmaxOf(scores: number[], temperature: number): number[] {
  return Array.from(softmax(tensor(scores, [1, scores.length], "float64"), { tau: temperature }).data);
}

it("probabilities lie in [0, 1] and sum to 1", () => {
  fc.assert(
    fc.property(row, tau, (scores, temperature) => {
      const p = softmaxOf(scores, temperature);
      expect(p.every((value) => value >= 0 && value <= 1)).toBe(true);
      expect(p.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    }),
  );
});

it("the same number added to each score changes nothing", () => {
  // Multiples of 1/8 add without rounding.
  const eighths = fc.integer({ min: -8000, max: 8000 }).map((n) => n / 8);
  fc.assert(
    fc.property(
      fc.array(eighths, { minLength: 1, maxLength: 40 }),
      eighths,
      tau,
      (scores, shift, temperature) => {
        const shifted = scores.map((score) => score + shift);
        expect(softmaxOf(shifted, temperature)).toEqual(softmaxOf(scores, temperature));
      },
    ),
  );
});

it("probabilities keep the order of the scores", () => {
  fc.assert(
    fc.property(row, tau, (scores, temperature) => {
      const p = softmaxOf(scores, temperature);
      for (const [i, a] of scores.entries())
        for (const [j, b] of scores.entries()) if (a <= b) expect(p[i]).toBeLessThanOrEqual(p[j]);
    }),
  );
});
