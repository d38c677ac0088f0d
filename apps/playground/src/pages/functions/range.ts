import { defaultValues, type ParameterValues } from "@ngc/tensor/catalogue";
import { type Curve, extent, sample } from "../../plot/sample.ts";
import { roomFor } from "../../plot/ticks.ts";
import type { Shown } from "./functions.ts";

type Range = readonly [low: number, high: number];

/** The part of the x axis that is shown: the catalogue's, `zoom` times as wide about its middle. */
export function xRangeOf({ row }: Shown, zoom: number): Range {
  const [low, high] = row.plot;
  const middle = (low + high) / 2;
  const half = ((high - low) / 2) * zoom;
  return [middle - half, middle + half];
}

/**
 * The y axis for a function: all that its curves reach for any value of its parameters, so that the axis need not move
 * with a slider; where that is more than the default curves' own span again on either side, only so much.
 */
export function yRangeOf(shown: Shown, xRange: Range): [number, number] {
  const start = defaultValues(shown.row.parameters);
  const [low, high] = reach(shown, start, xRange) ?? [0, 1];
  const span = high - low || 1;
  let [least, most] = [low, high];
  for (const values of extremes(shown, start)) {
    const [below, above] = reach(shown, values, xRange) ?? [low, high];
    least = Math.min(least, Math.max(below, low - span));
    most = Math.max(most, Math.min(above, high + span));
  }
  return roomFor(least, most);
}

function extremes({ row }: Shown, start: ParameterValues): ParameterValues[] {
  return row.parameters.flatMap(({ name, range, default: value }) =>
    (range ?? [!value]).map((extreme) => ({ ...start, [name]: extreme })),
  );
}

function reach(shown: Shown, values: ParameterValues, xRange: Range): [number, number] | undefined {
  const { f, derivative, spike } = shown.curves(values);
  const curves = [f, derivative, spike].filter((curve): curve is Curve => curve !== undefined);
  const kinks = shown.row.kinks(values);
  return extent(curves.flatMap((curve) => sample(curve, ...xRange, kinks, 160)));
}
