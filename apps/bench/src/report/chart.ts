import { escapeHtml } from "./escape-html.ts";
import type { CaseResult } from "./result.ts";

const [WIDTH, HEIGHT] = [320, 190];
const [LEFT, RIGHT, TOP, BOTTOM] = [40, 308, 26, 164];

/** How each peer is drawn: its colour, by a class of the page, and its mark; meaning rests on neither alone. */
const STYLES: Readonly<Record<string, { readonly color: string; readonly mark: string }>> = {
  "tfjs-wasm": { color: "blue", mark: "circle" },
  "tfjs-cpu": { color: "blue", mark: "ring" },
  "jax-js": { color: "green", mark: "square" },
  "numpy-ts": { color: "purple", mark: "diamond" },
  "ml-matrix": { color: "amber", mark: "triangle" },
  stdlib: { color: "amber", mark: "ring" },
  msgpack: { color: "green", mark: "circle" },
  json: { color: "purple", mark: "circle" },
  "plain loop": { color: "quiet", mark: "circle" },
  numpy: { color: "purple", mark: "ring" },
  jax: { color: "accent", mark: "square" },
  ngclearn: { color: "accent", mark: "ring" },
  pickle: { color: "purple", mark: "square" },
};
const OTHER = { color: "ink", mark: "circle" };

/** One operation: the ratio over the size, both logarithmic, a line a peer with its interval; the heavy line is 1. */
export function chart(title: string, results: readonly CaseResult[]): string {
  const sizes = results.map(({ size }) => size);
  const ratios = results.flatMap(({ peers }) => peers.flatMap(({ ratio }) => (ratio ? [ratio.median] : [])));
  const x = scale(Math.log10(Math.min(...sizes)), Math.log10(Math.max(...sizes)), LEFT + 10, RIGHT - 10);
  const powers = ratios.map(Math.log2);
  const low = Math.floor(Math.min(-1, ...powers));
  const high = Math.ceil(Math.max(1, ...powers));
  const y = scale(low, high, BOTTOM, TOP);
  const atX = (size: number): number => x(Math.log10(size));
  const atY = (ratio: number): number => y(Math.min(high, Math.max(low, Math.log2(ratio))));
  const names = [...new Set(results.flatMap(({ peers }) => peers.map(({ name }) => name)))];
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(title)}: ratio by size">
<text x="${LEFT}" y="14" class="title">${escapeHtml(title)}</text>
${ticks(low, high)
  .map(
    (power) =>
      `<path d="M${LEFT} ${y(power)}H${RIGHT}" class="${power === 0 ? "one" : "grid"}"/><text x="${LEFT - 6}" y="${y(power) + 4}" text-anchor="end">${power < 0 ? `1/${2 ** -power}` : 2 ** power}</text>`,
  )
  .join("")}
${[...new Set(sizes)].map((size) => `<text x="${atX(size)}" y="${BOTTOM + 16}" text-anchor="middle">${shortSize(size)}</text>`).join("")}
${names.map((name) => line(name, results, atX, atY)).join("\n")}
</svg>`;
}

/** What the marks mean. */
export function legend(names: readonly string[]): string {
  const entries = names.map((name) => {
    const { color, mark } = STYLES[name] ?? OTHER;
    return `<span><svg viewBox="0 0 12 12" width="12" height="12" class="${color}" aria-hidden="true">${shape(mark, 6, 6)}</svg> ${escapeHtml(name)}</span>`;
  });
  return `<p class="legend">${entries.join(" ")}</p>`;
}

function line(
  name: string,
  results: readonly CaseResult[],
  atX: (size: number) => number,
  atY: (ratio: number) => number,
): string {
  const points = results.flatMap(({ size, peers }) => {
    const ratio = peers.find((peer) => peer.name === name)?.ratio;
    return ratio === undefined ? [] : [{ size, ratio }];
  });
  const { color, mark } = STYLES[name] ?? OTHER;
  const path = points.map(
    ({ size, ratio }, i) => `${i === 0 ? "M" : "L"}${fixed(atX(size))} ${fixed(atY(ratio.median))}`,
  );
  const marks = points.map(({ size, ratio: { median, low, high } }) => {
    const label = `${name}, ${size.toLocaleString("en")}: ${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
    const [cx, cy] = [atX(size), atY(median)];
    return `<g><title>${escapeHtml(label)}</title><path d="M${fixed(cx)} ${fixed(atY(low))}V${fixed(atY(high))}"/>${shape(mark, cx, cy)}</g>`;
  });
  return points.length === 0 ? "" : `<g class="${color}"><path d="${path.join("")}"/>${marks.join("")}</g>`;
}

function shape(mark: string, x: number, y: number): string {
  const [cx, cy] = [fixed(x), fixed(y)];
  if (mark === "circle" || mark === "ring") return `<circle class="${mark}" cx="${cx}" cy="${cy}" r="3"/>`;
  const corners = { square: "m-3-3h6v6h-6z", diamond: "m0-4l4 4-4 4-4-4z", triangle: "m0-4l4 7h-8z" }[mark];
  return `<path class="mark" d="M${cx} ${cy}${corners}"/>`;
}

function scale(from: number, to: number, begin: number, end: number): (value: number) => number {
  if (from === to) return () => (begin + end) / 2;
  return (value) => begin + ((value - from) / (to - from)) * (end - begin);
}

/** Powers of two, at most five, 0 among them. */
function ticks(low: number, high: number): number[] {
  const step = Math.ceil((high - low) / 4);
  const first = Math.ceil(low / step) * step;
  return Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, i) => first + i * step);
}

function shortSize(size: number): string {
  if (size >= 1e6) return `${+(size / 1e6).toFixed(1)}M`;
  return size >= 1e3 ? `${+(size / 1e3).toFixed(0)}k` : String(size);
}

function fixed(value: number): string {
  return value.toFixed(1);
}
