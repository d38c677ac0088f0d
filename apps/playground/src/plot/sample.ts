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

/** The numerical slope, by differences that do not reach over a kink; NaN where there is none. */
export function slopeOf(curve: Curve, kinks: readonly number[] = []): Curve {
  return (places) => {
    const steps = places.map((x) => 1e-5 * Math.max(1, Math.abs(x)));
    const around = Float64Array.from({ length: 4 * places.length }, (_, i) => {
      const k = Math.floor(i / 4);
      return places[k] + [-2, -1, 1, 2][i % 4] * steps[k];
    });
    const y = curve(around);
    return places.map((x, k) => {
      const [a, b, c, d] = [y[4 * k], y[4 * k + 1], y[4 * k + 2], y[4 * k + 3]];
      const step = steps[k];
      const [left, across, right] = [(b - a) / step, (c - b) / (2 * step), (d - c) / step];
      const kink = kinks.find((place) => Math.abs(place - x) < 2 * step);
      if (kink === undefined) return across;
      if (kink > x + step / 2) return left;
      if (kink < x - step / 2) return right;
      return agree(left, across) && agree(across, right) ? across : Number.NaN;
    });
  };
}

function agree(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-3 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Where a curve bends or jumps, and what is to be marked there. */
export interface Break {
  readonly x: number;
  /** A bend, or the value that a jump takes and those that it only comes near. */
  readonly ends: readonly { readonly y: number; readonly kind: "bend" | "taken" | "excluded" }[];
}

/** Those of the kinks at which this very curve bends or jumps; what differs by less than `least` is no jump. */
export function breaksOf(curve: Curve, kinks: readonly number[], least: number): Break[] {
  const slope = slopeOf(curve, kinks);
  return kinks
    .filter((kink) => Number.isNaN(at(slope, kink)))
    .map((x) => {
      const nudge = 1e-9 * Math.max(1, Math.abs(x));
      const [left, y, right] = curve(Float64Array.of(x - nudge, x, x + nudge)) as Float64Array;
      const missed = [left, right].filter((limit) => Math.abs(limit - y) > least);
      if (!Number.isFinite(y)) return { x, ends: [] };
      if (missed.length === 0) return { x, ends: [{ y, kind: "bend" }] };
      return {
        x,
        ends: [{ y, kind: "taken" }, ...missed.map((limit) => ({ y: limit, kind: "excluded" as const }))],
      };
    });
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
