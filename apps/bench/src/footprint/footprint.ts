import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { median, medianInterval, shuffled } from "../statistics.ts";
import { install } from "./install.ts";
import { type Program, programs } from "./programs.ts";

/** What one function costs before and beside its time. */
export interface Footprint {
  readonly name: string;
  readonly package?: string;
  /** Import to first answer, in milliseconds over Node's own start: the median, and its interval. */
  readonly start: readonly [median: number, low: number, high: number];
  /** Peak memory of a process that answers ten times for a million values, in bytes over one that only holds them. */
  readonly memory: number;
  /** A bundle of the function, minified and gzipped, with what it fetches besides; in bytes. */
  readonly bundle: number;
}

const EMPTY: Program = { name: "empty", source: "export const answer = (x) => x;" };

/** Prints a process's peak. Linux counts what its parent held into `maxRSS`, but not into VmHWM. */
const PEAK = `import { existsSync, readFileSync } from "node:fs";
const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
console.log(1024 * (/VmHWM:\\s*(\\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS));`;

/** Measures every program in processes of its own, `rounds` times in random order; its start beside one of Node's own, for what slows a machine lasts longer than both. */
export async function footprints(rounds: number, progress: (done: number) => void): Promise<Footprint[]> {
  const folder = install();
  const all = [EMPTY, ...programs];
  mkdirSync(join(folder, "programs"), { recursive: true });
  for (const [i, { source }] of all.entries()) {
    write(folder, `${i}.mjs`, source);
    write(folder, `${i}-start.mjs`, `import { answer } from "./${i}.mjs"; answer(Float32Array.of(0.5));`);
    write(
      folder,
      `${i}-memory.mjs`,
      `import { answer } from "./${i}.mjs";
const x = new Float32Array(1e6).fill(0.5);
for (let i = 0; i < 10; i++) answer(x);
${PEAK}`,
    );
  }
  const over: number[][] = programs.map(() => []);
  // The first round reads files that are not in memory yet.
  for (let round = 0; round <= rounds; round++) {
    for (const i of shuffled(programs.length)) {
      const took: number[] = [];
      for (const k of shuffled(2)) took[k] = timeOf(folder, k === 0 ? 0 : i + 1);
      if (round > 0) over[i].push(took[1] - took[0]);
    }
    progress(round / (rounds + 1));
  }
  const memory = all.map((_, i) => memoryOf(folder, `${i}-memory.mjs`));
  return Promise.all(
    programs.map(async (program, i) => ({
      name: program.name,
      package: program.package,
      start: [median(over[i]), ...medianInterval(over[i])] as const,
      memory: memory[i + 1] - memory[0],
      bundle: await bundleOf(program, folder),
    })),
  );
}

function write(folder: string, name: string, source: string): void {
  writeFileSync(join(folder, "programs", name), source);
}

/** How many milliseconds program `i` takes from Node's start to its first answer. */
function timeOf(folder: string, i: number): number {
  const begin = performance.now();
  run(folder, `${i}-start.mjs`);
  return performance.now() - begin;
}

function run(folder: string, name: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, "programs", name)], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`bench: ${name} fails: ${stderr}`);
  return stdout;
}

/** The median of three: how far a heap grows before it is collected is partly chance. */
function memoryOf(folder: string, name: string): number {
  return median([1, 2, 3].map(() => Number(run(folder, name).trim().split("\n").at(-1))));
}

async function bundleOf({ source, assets = [] }: Program, folder: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: folder },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    external: ["node:*", "fs", "path", "module", "worker_threads", "perf_hooks", "util", "crypto"],
    logLevel: "error",
  });
  const files = [
    ...outputFiles.map(({ contents }) => contents),
    ...assets.map((asset) => readFileSync(join(folder, "node_modules", asset))),
  ];
  return files.reduce((bytes, file) => bytes + gzipSync(file, { level: 9 }).length, 0);
}
