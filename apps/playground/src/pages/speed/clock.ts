import { type Effort, THOROUGH } from "@app/bench/measure";

/**
 * The rounds of `npm run bench`, for half as long: some thirty cases in half a minute.
 *
 * A page that is not isolated from other origins has a coarse clock: it ticks every 0.1 ms in Chromium, every 1 ms in Firefox
 * and Safari, every 17 ms and more where fingerprints are resisted. A round lasts 50 ticks at least, so that a tick is at
 * most 2 % of it (0.5 % in Chromium) and falls to either side: the median of the rounds is off by less than other programs
 * move it. QUICK's rounds of 1 ms would be off by a tenth.
 */
export function effortFor(tick: number): Effort {
  return {
    ...THOROUGH,
    round: Math.max(THOROUGH.round, 50 * tick),
    rounds: [5, 15],
    narrow: 0.1,
    limit: 300,
  };
}

/** How far apart two readings of a clock are at least, in milliseconds. */
export function tickOf(now: () => number): number {
  let least = Infinity;
  for (let i = 0; i < 5; i++) {
    const begin = now();
    let end = begin;
    while (end === begin) end = now();
    least = Math.min(least, end - begin);
  }
  return least;
}
