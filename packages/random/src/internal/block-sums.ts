const BLOCK = 16;

/**
 * Cumulated sums in float32, rounded where XLA's `cumsum` on a CPU rounds: runs of 16 one by one, the runs' totals
 * in the same way, and the total before a run added to each of its sums.
 */
export function blockSums(x: Float32Array): Float32Array {
  const sums = new Float32Array(x.length);
  for (let i = 0; i < x.length; i++) sums[i] = i % BLOCK === 0 ? x[i] : sums[i - 1] + x[i];
  if (x.length <= BLOCK) return sums;
  const totals = new Float32Array(Math.ceil(x.length / BLOCK));
  for (let run = 0; run < totals.length; run++) totals[run] = sums[Math.min(x.length, (run + 1) * BLOCK) - 1];
  const before = blockSums(totals);
  for (let i = BLOCK; i < x.length; i++) sums[i] += before[Math.floor(i / BLOCK) - 1];
  return sums;
}
