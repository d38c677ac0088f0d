import { geometricMean } from "../statistics.ts";
import type { Result } from "./result.ts";

const HEAD = ["package", "operation", "size", "time", "against", "ratio", "95 % interval"];

/** The results as a table of text; below it the mean of the ratios, and each peer that is faster than we are. */
export function terminalReport(results: readonly Result[]): string {
  const rows = results.map((result) => [
    result.package,
    result.operation,
    result.size.toLocaleString("en"),
    duration(result.ours),
    result.peer,
    ...ratioCells(result),
  ]);
  const measured = results.flatMap(({ ratio }) => (ratio === undefined ? [] : [ratio.median]));
  const lost = results.filter(({ ratio }) => ratio !== undefined && ratio.high < 1);
  return [
    ...align([HEAD, ...rows]),
    "",
    "ratio: the peer's time over ours, so that above 1 we are faster",
    `geometric mean of ${measured.length}: ${geometricMean(measured).toFixed(2)}`,
    ...lost.map(
      ({ operation, size, peer, ratio }) =>
        `slower: ${operation} ${size}, ${peer} ${ratio?.median.toFixed(2)}`,
    ),
  ].join("\n");
}

function ratioCells({ ratio }: Result): string[] {
  if (ratio === undefined) return ["differs", "not timed"];
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

/** Words to the left, figures to the right. */
function align(rows: readonly string[][]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        /^\d/.test(rows[1]?.[column] ?? "") ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
      )
      .join("  ")
      .trimEnd(),
  );
}
