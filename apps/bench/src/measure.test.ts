import { randomState } from "@ngc/random";
import { expect, it } from "vitest";
import { measure, type Timer } from "./measure.ts";

/** Contenders whose calls take as long as they say, on a clock that nothing else moves; and how often each was called. */
function machine(): {
  now: () => number;
  random: () => number;
  takes: (time: () => number) => Timer & { calls: () => number };
} {
  let clock = 0;
  const draws = randomState(42);
  return {
    now: () => clock,
    random: () => draws.randomSample(),
    takes: (time) => {
      let calls = 0;
      const timer: Timer = (count) => {
        const begun = clock;
        calls += count;
        for (let i = 0; i < count; i++) clock += time();
        return clock - begun;
      };
      return Object.assign(timer, { calls: () => calls });
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
  const { takes, random } = machine();
  const measured = await measure(
    takes(() => 2),
    { slow: takes(() => 6), fast: takes(() => 1) },
    effort,
    random,
  );
  expect(new Set(measured.times)).toEqual(new Set([2]));
  expect(measured.ratios).toMatchObject({
    slow: { median: 3, low: 3, high: 3 },
    fast: { median: 0.5, low: 0.5, high: 0.5 },
  });
});

it("our time is measured where no peer has the operation", async () => {
  const { takes, random } = machine();
  expect(
    await measure(
      takes(() => 2),
      {},
      effort,
      random,
    ),
  ).toEqual({ times: [2, 2, 2], ratios: {} });
});

it("a machine that becomes slower and slower changes no ratio", async () => {
  const { takes, now, random } = machine();
  const { ratios } = await measure(
    takes(() => 10 + now() / 1000),
    { peer: takes(() => 20 + now() / 500) },
    effort,
    random,
  );
  expect(ratios.peer.median).toBeGreaterThan(1.9);
  expect(ratios.peer.median).toBeLessThan(2.1);
});

it("a call that something came between does not pass for a round", async () => {
  const { takes, random } = machine();
  let calls = 0;
  const ours = takes(() => (calls++ === 0 ? 100 : 1));
  await measure(ours, {}, effort, random);
  // To get warm 1, 1, 2, 4, 8, 16 and 16 calls; then three rounds of 16.
  expect(ours.calls()).toBe(48 + 48);
});

it("a contender that is slow at first is called until it is warm", async () => {
  const { takes, random } = machine();
  let calls = 0;
  const { ratios } = await measure(
    takes(() => (calls++ < 20 ? 100 : 1)),
    { peer: takes(() => 3) },
    { ...effort, warm: 5_000 },
    random,
  );
  expect(ratios.peer.median).toBe(3);
});

/** Between 1 and 7 times as long. */
function unsteady(time: number): () => number {
  let wild = 0;
  return () => time * (1 + (wild++ % 7));
}

it("a peer leaves when its interval is narrow, when it had rounds enough, or when its time is up", async () => {
  const { takes, random } = machine();
  const ours = takes(() => 10);
  const peers = { calm: takes(() => 10), restless: takes(unsteady(10)), slow: takes(unsteady(100)) };
  await measure(ours, peers, { ...effort, limit: 500 }, random);
  // Two calls find out how many a round needs.
  expect([peers.calm.calls(), peers.restless.calls(), peers.slow.calls()]).toEqual([2 + 5, 2 + 9, 2 + 3]);
  expect(ours.calls()).toBe(2 + 9);
});

it("a race that is open has twice the time", async () => {
  const { takes, random } = machine();
  const [ahead, even] = [0, 0].map(() => unsteady(1));
  const peers = { ahead: takes(() => 2 + ahead()), even: takes(() => 6 + even()) };
  const ours = takes(() => 10);
  await measure(ours, peers, { ...effort, round: 1, rounds: [5, 1_000], limit: 200 }, random);
  // Our time is up after 20 calls, and again after 40; of ours two were to get warm, of the others' three and two.
  expect([ours.calls(), peers.ahead.calls(), peers.even.calls()]).toEqual([40, 3 + 18, 2 + 38]);
});

it("our own time ends a case too", async () => {
  const { takes, random } = machine();
  const ours = takes(() => 100);
  await measure(ours, { peer: takes(unsteady(10)) }, { ...effort, limit: 300 }, random);
  expect(ours.calls()).toBe(2 + 3);
});

it("a ratio that is far above 1 may have a wider interval", async () => {
  const { takes, random } = machine();
  const [near, far] = [0, 0].map(() => unsteady(1));
  const peers = { near: takes(() => 10 + near()), far: takes(() => 1_000 + 100 * far()) };
  await measure(
    takes(() => 10),
    peers,
    { ...effort, narrow: 0.02 },
    random,
  );
  expect([peers.near.calls(), peers.far.calls()]).toEqual([2 + 9, 2 + 5]);
});
