import { median, medianInterval } from "./statistics.ts";

/** How long to measure. Times are in milliseconds. */
export interface Effort {
  /** A round calls each contender so often that this has passed; a clock that is read too soon shows its own grain. */
  readonly round: number;
  /** No fewer rounds than this, and no more than that. */
  readonly rounds: readonly [least: number, most: number];
  /** The interval's width, as a share of the ratio, at which it is narrow enough. */
  readonly narrow: number;
}

export const QUICK: Effort = { round: 2, rounds: [9, 15], narrow: 0.1 };
export const THOROUGH: Effort = { round: 10, rounds: [15, 101], narrow: 0.03 };

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

type Calls = Readonly<Record<string, () => unknown>>;

/**
 * Times `ours` and `theirs` in rounds. Within a round each comes once, in random order, and only times of one round are
 * divided: whatever slows the machine for a while slows both.
 */
export function measure(
  ours: () => unknown,
  theirs: Calls,
  effort: Effort,
  machine: Machine = { now: () => performance.now(), random: Math.random },
): Measured {
  const names = Object.keys(theirs);
  const timers = [ours, ...Object.values(theirs)].map((call) => timer(call, effort.round, machine));
  const times: number[][] = timers.map(() => []);
  const [least, most] = effort.rounds;
  let ratios: Record<string, Ratio> = {};
  for (let round = 1; round <= most; round++) {
    for (const i of shuffled(timers.length, machine.random)) times[i].push(timers[i]());
    if (round < least) continue;
    ratios = Object.fromEntries(
      names.map((name, i) => [name, ratioOf(times[0], times[i + 1], machine.random)]),
    );
    if (Object.values(ratios).every(({ median: ratio, low, high }) => high - low <= effort.narrow * ratio))
      break;
  }
  return { ours: median(times[0]), ratios };
}

/** Times one call: by so many of them that a round has passed. Finding out how many warms the compiler up. */
function timer(call: () => unknown, round: number, { now }: Machine): () => number {
  let count = 1;
  const time = (): number => {
    const begin = now();
    for (let i = 0; i < count; i++) sink.answer = call();
    return now() - begin;
  };
  while (time() < round) count *= 2;
  return () => time() / count;
}

/** The last answer is kept, so that the compiler cannot leave out what nobody reads. */
const sink: { answer?: unknown } = {};

function ratioOf(ours: readonly number[], theirs: readonly number[], random: () => number): Ratio {
  const ratios = theirs.map((time, i) => time / ours[i]);
  const [low, high] = medianInterval(ratios, random);
  return { median: median(ratios), low, high };
}

function shuffled(length: number, random: () => number): number[] {
  const order = Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
