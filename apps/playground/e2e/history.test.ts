import { expect, it } from "vitest";
import { withPoint } from "../src/pages/digits/history.ts";

it("values that come at any step are thinned when they become many; the first and the latest stay", () => {
  let points = withPoint([], [1, 0.1]);
  for (let step = 2; step <= 1000; step++) points = withPoint(points, [step, step / 1000]);
  expect(points.length).toBeLessThanOrEqual(400);
  expect(points.length).toBeGreaterThan(200);
  expect([points[0], points.at(-1)]).toEqual([
    [1, 0.1],
    [1000, 1],
  ]);
});
