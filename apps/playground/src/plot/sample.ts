/** A function as a plot takes it: many places at once, in double precision. */
export type Curve = (x: Float64Array) => ArrayLike<number>;

/** A stretch of a curve without a jump. */
export type Stretch = readonly (readonly [x: number, y: number])[];

/** The curve from `low` to `high`, cut where it jumps (which it may do at its kinks only) and where it is not finite. */
export function sample(
  curve: Curve,
  low: number,
  high: number,
  kinks: readonly number[] = [],
  count = 320,
): Stretch[] {
  const inside = kinks.filter((kink) => kink > low && kink < high).sort((a, b) => a - b);
  const ends = [low, ...inside, high];
  // So close to a kink that no screen shows the gap, and not on it: there only one side's value is to be had.
  const nudge = (high - low) * 1e-9;
  const stretches: (readonly [number, number])[][] = [];
  for (let i = 1; i < ends.length; i++) {
    const from = ends[i - 1] + (i > 1 ? nudge : 0);
    const to = ends[i] - (i < ends.length - 1 ? nudge : 0);
    const points = Math.max(2, Math.ceil((count * (to - from)) / (high - low)));
    const x = Float64Array.from({ length: points }, (_, k) => from + ((to - from) * k) / (points - 1));
    stretches.push(...finiteRuns(x, curve(x)));
  }
  return stretches;
}

function finiteRuns(x: Float64Array, y: ArrayLike<number>): (readonly [number, number])[][] {
  const runs: (readonly [number, number])[][] = [[]];
  for (let i = 0; i < x.length; i++) {
    if (Number.isFinite(y[i])) runs[runs.length - 1].push([x[i], y[i]]);
    else if (runs[runs.length - 1].length > 0) runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

/** The numerical slope, by a central difference that does not reach over a kink. */
export function slopeOf(curve: Curve, kinks: readonly number[] = []): Curve {
  return (x) => {
    const at = x.length;
    const pairs = new Float64Array(2 * at);
    for (let i = 0; i < at; i++) {
      const step = 1e-5 * Math.max(1, Math.abs(x[i]));
      const below = kinks.some((kink) => kink < x[i] && kink > x[i] - step);
      const above = kinks.some((kink) => kink > x[i] && kink < x[i] + step);
      pairs[2 * i] = below ? x[i] : x[i] - step;
      pairs[2 * i + 1] = above ? x[i] : x[i] + step;
    }
    const y = curve(pairs);
    return x.map((_, i) => (y[2 * i + 1] - y[2 * i]) / (pairs[2 * i + 1] - pairs[2 * i]));
  };
}

/** A curve's value at one place. */
export function at(curve: Curve, x: number): number {
  return curve(Float64Array.of(x))[0];
}

/** The least and the greatest value of the stretches; undefined where there is none. */
export function extent(stretches: readonly Stretch[]): [number, number] | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (const stretch of stretches) {
    for (const [, y] of stretch) {
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
  }
  return low > high ? undefined : [low, high];
}
