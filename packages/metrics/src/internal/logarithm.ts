/** `x` moved into [low, high]; NaN stays NaN. */
export function clip(x: number, low: number, high: number): number {
  return Math.min(Math.max(x, low), high);
}

/** `weight ln p`, where 0 ln 0 is 0, its limit. */
export function timesLog(weight: number, p: number): number {
  return weight === 0 && p === 0 ? 0 : weight * Math.log(p);
}
