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
  let covered = 0;
  for (let trial = 0; trial < 1000; trial++) {
    const [low, high] = medianInterval(Array.from({ length: 25 }, () => draws.randomSample()));
    if (low <= 0.5 && 0.5 <= high) covered++;
  }
  // The 8th to the 18th of 25 cover it in 95.7 of 100; and three standard errors.
  expect(covered / 1000).toBeGreaterThan(0.937);
  expect(covered / 1000).toBeLessThan(0.977);
});

it("the interval's ends are those of the sign test's table", () => {
  const ends = [3, 5, 6, 9, 17, 25].map((length) => medianInterval(Array.from({ length }, (_, i) => i + 1)));
  expect(ends).toEqual([
    [1, 3],
    [1, 5],
    [1, 6],
    [2, 8],
    [5, 13],
    [8, 18],
  ]);
});
