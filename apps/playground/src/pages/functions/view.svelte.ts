import { defaultValues, type ParameterValues } from "@ngc/tensor/catalogue";
import { at, slopeOf } from "../../plot/sample.ts";
import type { Reading } from "./code.ts";
import type { Curves, Shown } from "./functions.ts";
import { xRangeOf, yRangeOf } from "./range.ts";

/** What a visitor sees of one function: where the crosshair stands, how the parameters are set, how far the axis reaches. */
export class FunctionView {
  readonly shown: Shown;
  readonly start: ParameterValues;
  values: Record<string, number | boolean>;
  zoom: number;
  /** Where the pointer is, which shows what the crosshair would at that place. */
  preview: number | undefined;
  #held: number;

  readonly curves: Curves;
  readonly ghost: Curves;
  readonly kinks: readonly number[];
  readonly xRange: readonly [number, number];
  readonly yRange: readonly [number, number];
  readonly isChanged: boolean;
  /** What the values panel shows. */
  readonly reading: Reading;

  constructor(shown: Shown, query: URLSearchParams) {
    this.shown = shown;
    this.start = defaultValues(shown.row.parameters);
    this.values = $state(valuesFrom(shown, this.start, query));
    this.zoom = $state(numberFrom(query.get("range"), 0.25, 4) ?? 1);
    this.curves = $derived(shown.curves(this.values));
    this.ghost = shown.curves(this.start);
    this.kinks = $derived(shown.row.kinks(this.values));
    this.xRange = $derived(xRangeOf(shown, this.zoom));
    this.yRange = $derived(yRangeOf(shown, this.xRange));
    this.isChanged = $derived(
      shown.row.parameters.some(({ name }) => this.values[name] !== this.start[name]),
    );
    const [low, high] = xRangeOf(shown, 1);
    this.#held = $state(
      numberFrom(query.get("x"), ...xRangeOf(shown, this.zoom)) ?? low + (high - low) * 0.5625,
    );
    this.preview = $state();
    const x = $derived(this.preview ?? this.x);
    this.reading = $derived({
      x,
      f: at(this.curves.f, x),
      derivative: this.curves.derivative && at(this.curves.derivative, x),
      spike: this.curves.spike && at(this.curves.spike, x),
      slope: at(slopeOf(this.curves.f, this.kinks), x),
    });
  }

  /** Where the crosshair stands: at the axis's end, while its range does not reach what was chosen. */
  get x(): number {
    const [low, high] = this.xRange;
    return Math.min(high, Math.max(low, this.#held));
  }

  set x(x: number) {
    this.#held = x;
  }

  /** The state as a query of the address; what stands as it came is left out. */
  query(): URLSearchParams {
    const changed = Object.entries(this.values).filter(([name, value]) => value !== this.start[name]);
    const query = new URLSearchParams(changed.map(([name, value]) => [name, String(value)]));
    if (this.zoom !== 1) query.set("range", String(this.zoom));
    query.set("x", String(this.x));
    return query;
  }

  reset(): void {
    Object.assign(this.values, this.start);
  }
}

function valuesFrom(
  { row }: Shown,
  start: ParameterValues,
  query: URLSearchParams,
): Record<string, number | boolean> {
  return Object.fromEntries(
    row.parameters.map(({ name, range }) => {
      const text = query.get(name);
      const value = range ? numberFrom(text, ...range) : text === null ? undefined : text === "true";
      return [name, value ?? start[name]];
    }),
  );
}

/** The number in an address, if it is one and in its range: addresses are typed by hand too. */
function numberFrom(text: string | null, low: number, high: number): number | undefined {
  const value = Number(text || Number.NaN);
  return value >= low && value <= high ? value : undefined;
}
