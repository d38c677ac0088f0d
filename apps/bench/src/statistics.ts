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

/** Where the median would lie in 95 of 100 runs: percentiles of the medians of values drawn again from these. */
export function medianInterval(
  values: readonly number[],
  random: () => number = Math.random,
  resamples = 1000,
): [low: number, high: number] {
  const medians = Float64Array.from({ length: resamples }, () =>
    median(Array.from(values, () => values[Math.floor(random() * values.length)])),
  ).sort();
  return [medians[Math.floor(0.025 * resamples)], medians[Math.ceil(0.975 * resamples) - 1]];
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
