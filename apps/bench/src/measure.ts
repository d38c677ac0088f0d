import { median, medianInterval, shuffled } from "./statistics.ts";

/** How long to measure. Times are in milliseconds. */
export interface Effort {
  /**
   * A round calls each contender so often that this has passed. Short rounds show the clock's grain, and charge a collection
   * of garbage to whom it happens to meet: relu of 1,000,000 is 0.5 to 2.5 times the fastest peer in rounds of 5, 0.8 to 1.2 in rounds of 20.
   */
  readonly round: number;
  /** Each contender is called for as long before the first round, so that compilers are done with it. */
  readonly warm: number;
  /** No fewer rounds than this, unless time is up, and no more than that. */
  readonly rounds: readonly [least: number, most: number];
  /**
   * The interval's width, as a share of the ratio, at which it is narrow enough for a ratio of 1. For a ratio of 4, or of a
   * quarter, it may be four times as wide: what is far from every goal's bound needs no digits.
   */
  readonly narrow: number;
  /**
   * A contender gets no further round once its calls, warm-up included, or ours have taken this long; or twice as long while the interval
   * has 1 in it, so that nobody wins or loses for want of rounds. Three rounds it has all the same.
   */
  readonly limit: number;
}

const LEAST_ROUNDS = 3;

export const QUICK: Effort = { round: 1, warm: 30, rounds: [5, 15], narrow: 0.15, limit: 60 };
export const THOROUGH: Effort = { round: 20, warm: 60, rounds: [7, 61], narrow: 0.05, limit: 600 };

/** A median, and the interval that holds it in 95 of 100 such samples. */
export interface Estimate {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** How many times as long a contender takes as ours does: above 1 we are faster. */
export interface Ratio extends Estimate {
  /** What each round says. */
  readonly rounds: readonly number[];
}

export interface Measured {
  /** What one of our calls took, in milliseconds, round by round. */
  readonly times: readonly number[];
  readonly ratios: Readonly<Record<string, Ratio>>;
}

/** Makes this many calls, and says how many milliseconds they took. */
export type Timer = (count: number) => number | Promise<number>;

/** A contender, and what it has done so far. */
interface Runner {
  readonly timer: Timer;
  /** How many calls fill a round. */
  readonly count: number;
  /** What a call took, round by round. */
  readonly times: number[];
  /** What all its calls took. */
  spent: number;
}

/**
 * Times `ours` and `theirs` in rounds. Within a round each comes once, in random order, and only times of one round are
 * divided: whatever slows the machine for a while slows both. A contender whose ratio is known well enough, or whose time
 * is up, leaves; so that one that takes seconds a call is called few times, and holds up no other.
 */
export async function measure(
  ours: Timer,
  theirs: Readonly<Record<string, Timer>>,
  effort: Effort,
  random: () => number = Math.random,
): Promise<Measured> {
  const us = await warmedUp(ours, effort);
  const peers: (Runner & { name: string })[] = [];
  for (const [name, timer] of Object.entries(theirs))
    peers.push({ name, ...(await warmedUp(timer, effort)) });
  let racing = peers;
  while (racing.length > 0 || us.times.length < LEAST_ROUNDS) {
    const starting = [us, ...racing];
    for (const i of shuffled(starting.length, random)) await run(starting[i]);
    racing = racing.filter((peer) => !isDone(us, peer, effort));
  }
  return {
    times: us.times,
    ratios: Object.fromEntries(peers.map((peer) => [peer.name, ratioBetween(us, peer)])),
  };
}

/**
 * Calls a contender until it is warm, twice as often each time until that fills a round twice in a row: once it may have been
 * something that came between.
 */
async function warmedUp(timer: Timer, { round, warm }: Effort): Promise<Runner> {
  let count = 1;
  let full = 0;
  let spent = 0;
  for (;;) {
    const took = await timer(count);
    spent += took;
    if (took < round) {
      count *= 2;
      full = 0;
    } else if (++full > 1 && spent >= warm) return { timer, count, times: [], spent };
  }
}

async function run(runner: Runner): Promise<void> {
  const took = await runner.timer(runner.count);
  runner.times.push(took / runner.count);
  runner.spent += took;
}

function isDone(us: Runner, peer: Runner, { rounds: [least, most], narrow, limit }: Effort): boolean {
  const rounds = peer.times.length;
  if (rounds < LEAST_ROUNDS) return false;
  const { median: ratio, low, high } = ratioBetween(us, peer);
  const isOpen = low < 1 && high > 1;
  if (Math.max(us.spent, peer.spent) >= (isOpen ? 2 * limit : limit)) return true;
  if (rounds < least) return false;
  return rounds >= most || high - low <= narrow * ratio * Math.max(ratio, 1 / ratio);
}

/** Whoever races has run in every round so far, so that its times stand beside ours of the same rounds. */
function ratioBetween(us: Runner, peer: Runner): Ratio {
  return ratioOf(peer.times.map((time, round) => time / us.times[round]));
}

export function ratioOf(rounds: readonly number[]): Ratio {
  const [low, high] = medianInterval(rounds);
  return { median: median(rounds), low, high, rounds };
}
