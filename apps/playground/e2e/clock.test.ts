import { QUICK } from "@app/bench/measure";
import { expect, it } from "vitest";
import { effortFor, tickOf } from "../src/pages/speed/clock.ts";

it("a round is at least 50 ticks of the clock, and no shorter than the benchmark's", () => {
  for (const tick of [0.005, 0.1, 1, 17]) {
    const { round } = effortFor(tick);
    expect(round).toBeGreaterThanOrEqual(50 * tick);
    expect(round).toBeGreaterThanOrEqual(20);
  }
  expect(50 * 0.1).toBeGreaterThan(QUICK.round);
});

it("the tick is the least step between readings", () => {
  const steps = [0, 0, 0.3, 0, 0, 0.1, 0.1, 0, 0.2];
  let [i, time] = [0, 5];
  const now = (): number => {
    time += steps[i++ % steps.length];
    return time;
  };
  expect(tickOf(now)).toBeCloseTo(0.1, 10);
});
