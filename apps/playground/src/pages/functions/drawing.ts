import type { PlotCurve } from "../../plot/CurvePlot.svelte";
import { fixed } from "../../plot/numbers.ts";
import { slopeOf } from "../../plot/sample.ts";
import type { FunctionView } from "./view.svelte.ts";

/** The curves of a view from the lowest to the topmost: ghosts of the defaults, the spike, f, its derivative, the slope. */
export function plotCurves(view: FunctionView): PlotCurve[] {
  const { shown, curves, kinks, values } = view;
  const { f, derivative, spike } = curves;
  const drawn: PlotCurve[] = view.isChanged ? ghosts(view) : [];
  if (spike)
    drawn.push({
      name: "spike",
      curve: spike,
      color: "var(--curve-spike)",
      isMarked: true,
      jumps: [Number(values.thr)],
    });
  drawn.push({
    name: shown.symbols.f,
    curve: f,
    color: "var(--curve-f)",
    dot: "filled",
    isMarked: true,
  });
  if (derivative) {
    drawn.push({
      name: shown.symbols.derivative,
      curve: derivative,
      color: "var(--curve-derivative)",
      dash: "dashed",
      dot: "open",
      isMarked: true,
    });
  }
  drawn.push({ name: "slope", curve: slopeOf(f, kinks), color: "var(--curve-slope)", dash: "dotted" });
  return drawn;
}

function ghosts({ shown, start, ghost }: FunctionView): PlotCurve[] {
  const jumps = shown.row.kinks(start);
  return [ghost.f, ghost.derivative].flatMap((curve) =>
    curve === undefined ? [] : [{ name: "", curve, color: "var(--rule)", dash: "ghost" as const, jumps }],
  );
}

/** The reading in words, for screen readers. */
export function readingText({ shown, reading }: FunctionView): string {
  const { x, f, derivative, slope } = reading;
  const said = [`${shown.symbols.x} ${fixed(x)}`, `${shown.symbols.f} ${fixed(f)}`];
  if (derivative !== undefined) said.push(`derivative ${fixed(derivative)}`);
  said.push(Number.isNaN(slope) ? `${shown.symbols.f} has no slope here` : `slope ${fixed(slope)}`);
  return said.join(", ").replace(/\u2007/g, "");
}
