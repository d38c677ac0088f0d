import { QUICK } from "@app/bench/measure";
import type { Peer } from "@app/bench/peers/peer";
import { expect, it } from "vitest";
import { effortFor, patient, tickOf } from "../src/pages/speed/clock.ts";

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

it("calls that end within a tick are timed until ten ticks have passed, others once", async () => {
  for (const [count, expected] of [
    [1, 0.25],
    [100, 25],
  ]) {
    let calls = 0;
    // A quarter of a millisecond a call, read from a clock that ticks once in one.
    const peer: Peer = {
      name: "peer",
      kind: "loop",
      enter: () => ({
        answer: 0,
        time: (more) => {
          const begin = Math.floor(calls / 4);
          calls += more;
          return Math.floor(calls / 4) - begin;
        },
      }),
    };
    const given = { given: [], callOf: () => undefined };
    const contender = await patient(peer, 1).enter("relu", given, "float32");
    expect(await contender?.time(count)).toBeCloseTo(expected, 1);
    expect(calls).toBe(count === 1 ? 40 : 100);
  }
});

it("a peer that has not the operation has it not with patience", async () => {
  const given = { given: [], callOf: () => undefined };
  const peer: Peer = { name: "peer", kind: "loop", enter: () => undefined };
  expect(await patient(peer, 1).enter("relu", given, "float32")).toBeUndefined();
});
