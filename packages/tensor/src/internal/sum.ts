/** The sum of the elements, carrying what each addition rounds off: as exact as twice the precision of a double. */
export function sumOf(data: ArrayLike<number>, start: number, count: number): number {
  let sum = 0;
  let lost = 0;
  for (let i = start; i < start + count; i++) {
    const x = data[i];
    const next = sum + x;
    const added = next - sum;
    lost += sum - (next - added) + (x - added);
    sum = next;
  }
  // Beside an infinity what is lost is NaN, and means nothing.
  return Number.isFinite(lost) ? sum + lost : sum;
}

/** The sum of the elements' absolute values. */
export function sumAbs(data: ArrayLike<number>, start: number, count: number): number {
  let sum = 0;
  for (let i = start; i < start + count; i++) sum += Math.abs(data[i]);
  return sum;
}

/** The largest absolute value, NaN if one is NaN; 0 of no elements. */
export function largestAbs(data: ArrayLike<number>, start: number, count: number): number {
  let most = 0;
  for (let i = start; i < start + count; i++) most = Math.max(most, Math.abs(data[i]));
  return most;
}

/** The root of the sum of squares, where squares alone would overflow or vanish too. */
export function rootSumSquares(data: ArrayLike<number>, start: number, count: number): number {
  let sum = 0;
  for (let i = start; i < start + count; i++) sum += data[i] * data[i];
  if (sum > 1e-280 && sum < Infinity) return Math.sqrt(sum);
  const most = largestAbs(data, start, count);
  if (most === 0 || most === Infinity || Number.isNaN(sum)) return most;
  let scaled = 0;
  for (let i = start; i < start + count; i++) scaled += (data[i] / most) ** 2;
  return most * Math.sqrt(scaled);
}
