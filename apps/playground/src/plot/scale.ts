import type { Stretch } from "./sample.ts";

/** From a value to a place on the screen, and back. */
export interface Scale {
  (value: number): number;
  invert(place: number): number;
}

export function linear([low, high]: readonly [number, number], from: number, to: number): Scale {
  const scale = (value: number): number => from + ((value - low) / (high - low)) * (to - from);
  return Object.assign(scale, {
    invert: (place: number): number => low + ((place - from) / (to - from)) * (high - low),
  });
}

export function logarithmic([low, high]: readonly [number, number], from: number, to: number): Scale {
  const scale = linear([Math.log(low), Math.log(high)], from, to);
  return Object.assign((value: number): number => scale(Math.log(value)), {
    invert: (place: number): number => Math.exp(scale.invert(place)),
  });
}

/** A logarithmic axis's usual range, wider by whole powers of `base` where a value lies beyond: it stands still otherwise. */
export function widened(
  [low, high]: readonly [number, number],
  values: readonly number[],
  base = 10,
): [number, number] {
  const [least, most] = [Math.min(low, ...values), Math.max(high, ...values)];
  const power = (value: number): number => Math.log(value) / Math.log(base);
  return [
    least < low ? base ** Math.floor(power(least)) : low,
    most > high ? base ** Math.ceil(power(most)) : high,
  ];
}

/** An SVG path through the stretches. Places far outside are pulled in: browsers lose precision on huge coordinates. */
export function pathOf(stretches: readonly Stretch[], x: Scale, y: Scale): string {
  return stretches
    .map((stretch) => `M${stretch.map(([a, b]) => `${near(x(a))} ${near(y(b))}`).join("L")}`)
    .join("");
}

function near(place: number): string {
  return Math.min(1e4, Math.max(-1e4, place)).toFixed(2);
}
