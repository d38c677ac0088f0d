import { randomState } from "@ngc/random";
import { expect, it } from "vitest";
import { type Machine, measure, type Timer } from "./measure.ts";

/** A machine whose clock moves only when a contender says how long it took. */
function machine(): Machine & { takes: (time: () => number) => Timer } {
  let clock = 0;
  const draws = randomState(42);
  return {
    now: () => clock,
    random: () => draws.randomSample(),
    takes: (time) => (count) => {
      const begun = clock;
      for (let i = 0; i < count; i++) clock += time();
      return clock - begun;
    },
  };
}

const effort = {
  round: 10,
  warm: 10,
  rounds: [5, 9],
  narrow: 0.01,
  limit: Number.POSITIVE_INFINITY,
} as const;

it("ratios are the peers' times over ours", async () => {
  const { takes, ...fake } = machine();
  const measured = await measure(
    takes(() => 2),
    { slow: takes(() => 6), fast: takes(() => 1) },
    effort,
    fake,
  );
  expect(measured.ours).toBe(2);
  expect(measured.ratios).toEqual({
    slow: { median: 3, low: 3, high: 3 },
    fast: { median: 0.5, low: 0.5, high: 0.5 },
  });
});

it("a machine that becomes slower and slower changes no ratio", async () => {
  const { takes, ...fake } = machine();
  const { ratios } = await measure(
    takes(() => 10 + fake.now() / 1000),
    { peer: takes(() => 20 + fake.now() / 500) },
    effort,
    fake,
  );
  expect(ratios.peer.median).toBeGreaterThan(1.9);
  expect(ratios.peer.median).toBeLessThan(2.1);
});

it("a contender that is slow at first is called until it is warm", async () => {
  const { takes, ...fake } = machine();
  let calls = 0;
  const { ratios } = await measure(
    takes(() => (calls++ < 20 ? 100 : 1)),
    { peer: takes(() => 3) },
    { ...effort, warm: 5_000 },
    fake,
  );
  expect(ratios.peer.median).toBe(3);
});

it("rounds end when the intervals are narrow, when there were enough, or when time is up", async () => {
  const { takes, ...fake } = machine();
  let calls = 0;
  let wild = 0;
  const steady = takes(() => {
    calls++;
    return 10;
  });
  const unsteady = takes(() => 10 * (1 + (wild++ % 7)));
  await measure(steady, { peer: takes(() => 10) }, effort, fake);
  const calm = calls;
  calls = 0;
  await measure(steady, { peer: unsteady }, effort, fake);
  const restless = calls;
  calls = 0;
  await measure(steady, { peer: unsteady }, { ...effort, limit: 20 }, fake);
  // One call finds out how many a round needs.
  expect([calm, restless, calls]).toEqual([1 + 5, 1 + 9, 1 + 3]);
});
