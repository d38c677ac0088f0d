/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The mean of ratios: of 2 and 1/2 it is 1. */
export function geometricMean(ratios: readonly number[]): number {
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}

/**
 * Where the true median lies in at least 95 of 100 samples, whatever they are drawn from: each value lies above it or below
 * as a fair coin falls. Fewer than six values say less; theirs is from the smallest to the largest.
 */
export function medianInterval(values: readonly number[]): [low: number, high: number] {
  const sorted = Float64Array.from(values).sort();
  const { length } = sorted;
  let outside = 0;
  // The chance that no more than `outside` of them lie below, and of it that just as many do.
  let exactly = 0.5 ** length;
  for (let atMost = exactly; ; outside++) {
    exactly *= (length - outside) / (outside + 1);
    atMost += exactly;
    if (atMost > 0.025) return [sorted[outside], sorted[length - 1 - outside]];
  }
}

/** The numbers below `length` in random order. */
export function shuffled(length: number, random: () => number = Math.random): number[] {
  const order = Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
