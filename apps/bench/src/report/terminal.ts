import { GOAL_HEAD, goalRow } from "./goal-rows.ts";
import type { Report } from "./report.ts";
import type { PeerResult } from "./result.ts";
import { againstPeers, losses } from "./summary.ts";

const HEAD = ["operation", "size", "dtype", "time", "against", "ratio", "95 % interval"];
const MEANS = ["against", "geometric mean", "smallest to largest", "cases", "losses"];
const COSTS = ["one function", "start ms", "95 % interval", "memory MB", "bundle kB"];

/** A run as text: every case, the mean of the ratios by peer, every loss, what a package costs besides, and the goals that it has something for. */
export function terminalReport({ results, footprints, goals, withoutPython }: Report): string {
  const rows = results.flatMap((result) => {
    const { operation, size, dtype, ours } = result;
    const first = [operation, size.toLocaleString("en"), dtype, duration(ours)];
    return result.peers.map((peer, i) => [
      ...(i === 0 ? first : ["", "", "", ""]),
      peer.name,
      ...ratioCells(peer),
    ]);
  });
  const means = againstPeers(results).map(({ name, mean, low, high, count, lost }) => [
    name,
    mean.toFixed(2),
    `${low.toFixed(2)} to ${high.toFixed(2)}`,
    String(count),
    String(lost),
  ]);
  const lost = losses(results).map(({ result: { operation, size, dtype }, peer: { name, ratio } }) => [
    operation,
    size.toLocaleString("en"),
    dtype,
    name,
    ratio.median.toFixed(2),
  ]);
  const costs = footprints.map(({ name, start: [start, low, high], memory, bundle }) => [
    name,
    start.toFixed(1),
    `${low.toFixed(1)} to ${high.toFixed(1)}`,
    (memory / 1e6).toFixed(0),
    (bundle / 1e3).toFixed(1),
  ]);
  const held = goals.filter(({ measured }) => measured !== undefined);
  const table = (head: readonly string[], cells: readonly (readonly string[])[], right: readonly number[]) =>
    cells.length === 0 ? [] : align([head, ...cells], right);
  const blocks = [
    [
      "ratio: the peer's time over ours, so that above 1 we are faster",
      ...(withoutPython === undefined ? [] : [`without Python's peers: ${withoutPython}`]),
    ],
    table(HEAD, rows, [1, 3, 5]),
    table(MEANS, means, [1, 3, 4]),
    lost.length > 0
      ? ["losses: the ratio's whole interval is below 1", ...align(lost, [1, 4])]
      : rows.length > 0
        ? ["no losses"]
        : [],
    table(COSTS, costs, [1, 3, 4]),
    table(GOAL_HEAD, held.map(goalRow), []),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function ratioCells({ ratio, fault = "" }: PeerResult): string[] {
  if (ratio === undefined) return ["", `not timed, ${fault}`];
  return [ratio.median.toFixed(2), `${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)}`];
}

/** Three digits in the unit that suits: 1.23 ms, 45.6 us. */
export function duration(milliseconds: number): string {
  const units: [string, number][] = [
    ["s", 1e-3],
    ["ms", 1],
    ["us", 1e3],
    ["ns", 1e6],
  ];
  const [unit, factor] = units.find(([, scale]) => milliseconds * scale >= 1) ?? units[3];
  return `${(milliseconds * factor).toPrecision(3)} ${unit}`;
}

/** Columns of text, those named to the right. */
export function align(rows: readonly (readonly string[])[], right: readonly number[]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        right.includes(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
      )
      .join("  ")
      .trimEnd(),
  );
}
