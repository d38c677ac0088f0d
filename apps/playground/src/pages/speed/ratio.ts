import type { Estimate } from "@app/bench/measure";
import type { CaseResult, PeerResult } from "@app/bench/report/result";
import { fixed } from "../../plot/numbers.ts";
import { widened } from "../../plot/scale.ts";

/** The loop, which is the only peer here. */
export function loopOf(result: CaseResult | undefined): PeerResult | undefined {
  return result?.peers[0];
}

/** Whether the ratio's interval leaves open who is faster. */
export function isOpen({ low, high }: Estimate): boolean {
  return low <= 1 && high >= 1;
}

/** What the axis shows unless a ratio lies beyond: it stands still while ratios come in. */
const USUAL = [0.4, 128] as const;

/** A range that holds every ratio; an interval may reach out of it. */
export function rangeOf(ratios: readonly Estimate[]): [number, number] {
  return widened(
    USUAL,
    ratios.map(({ median }) => median),
    2,
  );
}

/** `6.40×` */
export function times(ratio: number): string {
  return `${fixed(ratio, 2).trim()}\u00d7`;
}

/** What an element takes when `size` of them take so many milliseconds: `2.73 ns`. */
export function anElement(milliseconds: number, size: number): string {
  return `${fixed((1e6 * milliseconds) / size, 2).trim()} ns`;
}
