import { randomState } from "@ngc/random";
import { expect, it } from "vitest";
import { geometricMean, median, medianInterval } from "./statistics.ts";

it("the median is the middle value, or lies between the two in the middle", () => {
  expect(median([3, 1, 10])).toBe(3);
  expect(median([4, 1, 10, 2])).toBe(3);
});

it("the geometric mean of a gain and the same loss is 1", () => {
  expect(geometricMean([4, 1 / 4])).toBeCloseTo(1, 12);
  expect(geometricMean([2, 8])).toBeCloseTo(4, 12);
});

it("the interval of equal values has no width", () => {
  expect(medianInterval([2, 2, 2, 2])).toEqual([2, 2]);
});

it("the interval covers the true median in about 95 of 100 samples", () => {
  const draws = randomState(42);
  const random = (): number => draws.randomSample();
  let covered = 0;
  for (let trial = 0; trial < 400; trial++) {
    const [low, high] = medianInterval(Array.from({ length: 25 }, random), random, 200);
    if (low <= 0.5 && 0.5 <= high) covered++;
  }
  // Two standard errors of a share of 400, and two of the bootstrap's own.
  expect(covered / 400).toBeGreaterThan(0.9);
  expect(covered / 400).toBeLessThan(0.99);
});
