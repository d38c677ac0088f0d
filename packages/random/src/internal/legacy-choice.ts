import type { TensorLike } from "@ngc/tensor";
import { asExact, asRank, checkFlag, checkOptions, sizeOf, wrongValue } from "@ngc/tensor/authoring";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import type { LegacyChoiceOptions, Size } from "../random-state.ts";
import { checkDrawSize } from "./check-draw-size.ts";
import { nextDouble, nextWithin } from "./legacy-draws.ts";

/** The indices that `RandomState.choice` draws; `order` gives all of them in random order. */
export function legacyChoice(
  generator: RandomGenerator,
  count: number,
  size: Size | undefined,
  options: LegacyChoiceOptions | undefined,
  order: () => Int32Array,
): { data: Int32Array; shape: number[] } {
  const { replace = true, p } = checkOptions("choice", options);
  checkFlag("choice", "replace", replace);
  const shape = checkDrawSize("choice", size);
  const draws = sizeOf(shape);
  if (draws > 0 && count === 0) throw wrongValue("choice", "a must hold something to draw from", count);
  const chances = p === undefined ? undefined : checkChances(p, count);
  if (!replace && draws > count)
    throw wrongValue("choice", `size must be at most ${count} without replacement`, draws);
  const data = new Int32Array(draws);
  if (chances === undefined && replace) {
    for (let i = 0; i < draws; i++) data[i] = nextWithin(generator, count - 1);
  } else if (chances === undefined) {
    data.set(order().subarray(0, draws));
  } else if (replace) {
    const sums = cumulate(chances);
    for (let i = 0; i < draws; i++) data[i] = firstAbove(sums, nextDouble(generator));
  } else {
    drawDistinct(generator, chances, data);
  }
  return { data, shape };
}

function checkChances(p: TensorLike, count: number): Float64Array {
  const { data, dtype } = asRank("choice", "p", asExact("choice", "p", p), 1);
  if (data.length !== count) throw wrongValue("choice", `p must hold ${count} chances, one for each of a`, p);
  let sum = 0;
  for (const chance of data) {
    if (!(chance >= 0)) throw wrongValue("choice", "p must hold chances of at least 0", chance);
    sum += chance;
  }
  // NumPy's tolerance: the square root of the dtype's epsilon.
  const tolerance = Math.sqrt(dtype === "float64" ? 2 ** -52 : 2 ** -23);
  if (!(Math.abs(sum - 1) <= tolerance)) throw wrongValue("choice", "p must sum to 1", sum);
  return Float64Array.from(data);
}

function cumulate(chances: Float64Array): Float64Array {
  const sums = new Float64Array(chances.length);
  let sum = 0;
  for (let i = 0; i < sums.length; i++) {
    sum += chances[i];
    sums[i] = sum;
  }
  for (let i = 0; i < sums.length; i++) sums[i] /= sum;
  return sums;
}

function firstAbove(sums: Float64Array, value: number): number {
  let low = 0;
  let high = sums.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value < sums[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Draws as many as are missing, keeps the new ones, gives them no more chance, and again. */
function drawDistinct(generator: RandomGenerator, chances: Float64Array, data: Int32Array): void {
  const positive = chances.reduce((count, chance) => count + (chance > 0 ? 1 : 0), 0);
  if (positive < data.length)
    throw wrongValue("choice", `p must hold ${data.length} or more chances above 0`, positive);
  for (let found = 0; found < data.length; ) {
    const values = Float64Array.from({ length: data.length - found }, () => nextDouble(generator));
    const sums = cumulate(chances);
    for (const value of values) {
      const thing = firstAbove(sums, value);
      if (chances[thing] === 0) continue;
      chances[thing] = 0;
      data[found++] = thing;
    }
  }
}
