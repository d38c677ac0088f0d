import { chart, legend } from "./chart.ts";
import { escapeHtml } from "./escape-html.ts";
import { GOAL_HEAD, goalRow } from "./goal-rows.ts";
import type { Report } from "./report.ts";
import type { CaseResult } from "./result.ts";
import { STYLE } from "./style.ts";
import { againstPeers, losses } from "./summary.ts";
import { duration } from "./terminal.ts";

/** A run as one page that needs nothing besides. */
export function htmlReport(report: Report): string {
  const { results, footprints, goals } = report;
  const packages = [...new Set(results.map((result) => result.package))];
  const lost = losses(results);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Benchmark, ${escapeHtml(report.date.slice(0, 10))}</title>
<style>${STYLE}</style>
<h1>Benchmark</h1>
<p>How many times as long a peer takes as these packages do: above 1 they are faster. Data in and out of typed arrays is counted for peers in JavaScript; Python's are timed on arrays that they hold already.</p>
${about(report)}
<h2>Goals</h2>
${table(GOAL_HEAD, goals.map(goalRow), [3], (row) => row[4] === "not met")}
<h2>By peer</h2>
${table(
  ["against", "geometric mean", "smallest", "largest", "cases", "losses"],
  againstPeers(results).map(({ name, mean, low, high, count, lost }) => [
    name,
    ...[mean, low, high].map((ratio) => ratio.toFixed(2)),
    ...[count, lost].map(String),
  ]),
  [1, 2, 3, 4, 5],
)}
${footprints.length === 0 ? "" : costs(report)}
${packages
  .map((name) =>
    section(
      name,
      results.filter((result) => result.package === name),
    ),
  )
  .join("\n")}
<h2>Losses</h2>
<p>${lost.length === 0 ? "None." : `${lost.length} ratios whose whole interval is below 1, the worst first.`}</p>
<details><summary>Show them</summary>${table(
    ["operation", "size", "dtype", "against", "ratio", "95 % interval"],
    lost.map(({ result, peer }) => [...caseCells(result), peer.name, ...ratioCells(peer)]),
    [1, 4, 5],
  )}</details>
<h2>All figures</h2>
<details><summary>Show them</summary>${table(
    ["operation", "size", "dtype", "our time", "against", "ratio", "95 % interval"],
    results.flatMap((result) =>
      result.peers.map((peer) => [
        ...caseCells(result),
        duration(result.ours),
        peer.name,
        ...ratioCells(peer),
      ]),
    ),
    [1, 3, 5, 6],
  )}</details>
</html>
`;
}

function about({ machine, versions, date, quick, withoutPython }: Report): string {
  const { cpu, cores, features, node, platform } = machine;
  const facts = [
    `${date.slice(0, 16).replace("T", " ")}${quick ? ", a quick look" : ""}`,
    `${cpu}, ${cores} cores (${features.join(" ") || "vector instructions unknown"}), ${platform}, Node ${node}`,
    Object.entries(versions)
      .map((pair) => pair.join(" "))
      .join(", "),
    ...(withoutPython === undefined ? [] : [`Without Python's peers: ${withoutPython}`]),
  ];
  return facts.map((fact) => `<p class="quiet">${escapeHtml(fact)}</p>`).join("\n");
}

function costs({ footprints }: Report): string {
  const rows = footprints.map(({ name, start: [start, low, high], memory, bundle }) => [
    name,
    start.toFixed(1),
    `${low.toFixed(1)} to ${high.toFixed(1)}`,
    (memory / 1e6).toFixed(0),
    (bundle / 1e3).toFixed(1),
  ]);
  return `<h2>One function</h2>
<p>Import to first answer over Node's own start; peak memory of ten calls on a million values; its bundle, minified and gzipped.</p>
${table(["", "start, ms", "95 % interval", "memory, MB", "bundle, kB"], rows, [1, 2, 3, 4])}`;
}

/** A chart for each operation and dtype of a package. */
function section(name: string, results: readonly CaseResult[]): string {
  const names = results.flatMap(({ peers }) => peers.flatMap((peer) => (peer.ratio ? [peer.name] : [])));
  const titles = [...new Set(results.map(titleOf))];
  const charts = titles.map((title) =>
    chart(
      title,
      results.filter((result) => titleOf(result) === title),
    ),
  );
  return `<h2>${escapeHtml(name)}</h2>
${legend([...new Set(names)])}
<div class="charts">${charts.map((svg) => `<figure style="margin:0">${svg}</figure>`).join("")}</div>`;
}

function titleOf({ operation, dtype }: CaseResult): string {
  return `${operation} ${dtype}`;
}

function caseCells({ operation, size, dtype }: CaseResult): string[] {
  return [operation, size.toLocaleString("en"), dtype];
}

function ratioCells({ ratio, fault = "" }: CaseResult["peers"][number]): string[] {
  if (ratio === undefined) return ["", fault];
  return [ratio.median.toFixed(2), `${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)}`];
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: readonly number[],
  isMiss: (row: readonly string[]) => boolean = () => false,
): string {
  const kind = (column: number): string => (numbers.includes(column) ? ' class="number"' : "");
  const cells = (tag: string, row: readonly string[]): string =>
    row.map((cell, column) => `<${tag}${kind(column)}>${escapeHtml(cell)}</${tag}>`).join("");
  return `<div class="scroll"><table><tr>${cells("th", head)}</tr>
${rows.map((row) => `<tr${isMiss(row) ? ' class="miss"' : ""}>${cells("td", row)}</tr>`).join("\n")}
</table></div>`;
}
