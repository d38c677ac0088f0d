import { median, medianInterval, shuffled } from "./statistics.ts";

/** How long to measure. Times are in milliseconds. */
export interface Effort {
  /** A round calls each contender so often that this has passed; a clock that is read too soon shows its own grain. */
  readonly round: number;
  /** Each contender is called for as long before the first round, so that compilers are done with it. */
  readonly warm: number;
  /** No fewer rounds than this, unless time is up, and no more than that. */
  readonly rounds: readonly [least: number, most: number];
  /** The interval's width, as a share of the ratio, at which it is narrow enough. */
  readonly narrow: number;
  /** When time is up: no round begins after this, but for the first three. */
  readonly limit: number;
}

const LEAST_ROUNDS = 3;

export const QUICK: Effort = { round: 1, warm: 30, rounds: [5, 15], narrow: 0.15, limit: 500 };
export const THOROUGH: Effort = { round: 5, warm: 100, rounds: [9, 101], narrow: 0.04, limit: 4_000 };

/** How many times as long a contender takes as ours does: above 1 we are faster. */
export interface Ratio {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export interface Measured {
  /** What one of our calls takes, in milliseconds. */
  readonly ours: number;
  readonly ratios: Readonly<Record<string, Ratio>>;
}

/** What measuring needs of the machine; tests bring their own. */
export interface Machine {
  readonly now: () => number;
  readonly random: () => number;
}

/** Makes this many calls, and says how many milliseconds they took. */
export type Timer = (count: number) => number | Promise<number>;

/**
 * Times `ours` and `theirs` in rounds. Within a round each comes once, in random order, and only times of one round are
 * divided: whatever slows the machine for a while slows both.
 */
export async function measure(
  ours: Timer,
  theirs: Readonly<Record<string, Timer>>,
  { round: least, warm, rounds: [fewest, most], narrow, limit }: Effort,
  { now, random }: Machine = { now: () => performance.now(), random: Math.random },
): Promise<Measured> {
  const names = Object.keys(theirs);
  const timers = [ours, ...Object.values(theirs)];
  const counts: number[] = [];
  for (const timer of timers) counts.push(await enough(timer, least, warm));
  const times: number[][] = timers.map(() => []);
  const end = now() + limit;
  let ratios: Record<string, Ratio> = {};
  for (let round = 1; round <= most; round++) {
    for (const i of shuffled(timers.length, random)) times[i].push((await timers[i](counts[i])) / counts[i]);
    const isLate = now() >= end && round >= LEAST_ROUNDS;
    if (round < fewest && !isLate) continue;
    ratios = Object.fromEntries(names.map((name, i) => [name, ratioOf(times[0], times[i + 1], random)]));
    const wide = Object.values(ratios).some(({ median: ratio, low, high }) => high - low > narrow * ratio);
    if (!wide || isLate) break;
  }
  return { ours: median(times[0]), ratios };
}

/** How many calls fill a round, once the contender is warm. */
async function enough(timer: Timer, round: number, warm: number): Promise<number> {
  let count = 1;
  let spent = 0;
  for (;;) {
    const took = await timer(count);
    spent += took;
    if (took < round) count *= 2;
    else if (spent >= warm) return count;
  }
}

function ratioOf(ours: readonly number[], theirs: readonly number[], random: () => number): Ratio {
  const ratios = theirs.map((time, i) => time / ours[i]);
  const [low, high] = medianInterval(ratios, random);
  return { median: median(ratios), low, high };
}
