/** Hands out an array's elements in order, some at a time, each time that it is called; what is handed out is written over by the next. */
export type Elements = (visit: (some: Float64Array) => void) => Promise<void>;

/** What a line says of an array. NaN and the infinities are counted apart: all else is of the finite elements. */
export interface Summary {
  readonly finite: number;
  readonly other: number;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
  readonly bins: readonly number[];
}

/** An array's summary, of two walks through it: the bins lie between the extremes that the first one finds. */
export async function summarize(elements: Elements, binCount: number): Promise<Summary> {
  let all: Omit<Summary, "bins"> = {
    finite: 0,
    other: 0,
    min: Number.POSITIVE_INFINITY,
    mean: 0,
    max: Number.NEGATIVE_INFINITY,
  };
  await elements((some) => {
    all = joined(all, some);
  });
  const bins = new Array<number>(binCount).fill(0);
  await elements((some) => fill(bins, some, all.min, all.max));
  return { ...all, bins };
}

/** What is known once `some` more elements are. In local variables: ones that a closure shares would cost an allocation an element. */
function joined(all: Omit<Summary, "bins">, some: Float64Array): Omit<Summary, "bins"> {
  let { min, max } = all;
  let count = 0;
  // Of shares, for the sum of large elements could be infinite.
  let sum = 0;
  const share = 1 / some.length;
  for (const element of some) {
    if (!Number.isFinite(element)) continue;
    count++;
    sum += element * share;
    if (element < min) min = element;
    if (element > max) max = element;
  }
  const finite = all.finite + count;
  const weight = count === 0 ? 0 : some.length / finite;
  const mean = all.mean * (all.finite / Math.max(finite, 1)) + sum * weight;
  return { finite, other: all.other + some.length - count, min, mean, max };
}

function fill(bins: number[], some: Float64Array, min: number, max: number): void {
  // Halves, for the difference of two finite numbers need not be finite.
  const width = max / 2 - min / 2;
  for (const element of some) {
    if (!Number.isFinite(element)) continue;
    const place = width > 0 ? (element / 2 - min / 2) / width : 0.5;
    bins[Math.min(Math.floor(place * bins.length), bins.length - 1)]++;
  }
}

const BARS = " ▁▂▃▄▅▆▇█";

/** Bins as bars of eighths; one that holds anything shows. */
export function drawBars(bins: readonly number[]): string {
  const most = Math.max(...bins, 1);
  return bins.map((count) => BARS[Math.ceil((count / most) * 8)]).join("");
}
