import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { readCorpus } from "./corpus.ts";
import type { FormatName } from "./formats.ts";
import type { Report } from "./fuzzer.ts";
import { instrumented } from "./instrument.ts";
import { SEEDS } from "./seeds.ts";

/** The longest that an input may be read. */
const MOST_MS = 2000;

/** What came of a run. */
export interface Run {
  executions: number;
  inputs: number;
  arms: number;
  faults: number;
  hangs: number;
  /** The fewest inputs that take all those arms, in base64. */
  cover: readonly string[];
}

/** Fuzzes a format's readers for some seconds, with `into` for its files, among them those that show what is wrong. */
export async function fuzz(name: FormatName, seconds: number, into: string): Promise<Run> {
  const folder = join(into, name);
  mkdirSync(join(folder, "corpus"), { recursive: true });
  for (const [i, bytes] of [...(await SEEDS[name]()), ...readCorpus(name)].entries())
    writeFileSync(join(folder, "corpus", String(i).padStart(6, "0")), bytes);
  const program = await bundled(folder);
  const run: Run = { executions: 0, inputs: 0, arms: 0, faults: 0, hangs: 0, cover: [] };
  const kinds = new Set<string>();
  let suspect: Uint8Array | undefined;
  const began = performance.now();
  const fault = (what: string, input: Uint8Array): void => {
    // Those that differ only in numbers are taken for one.
    const kind = what.replaceAll(/\d+/g, "#").slice(0, 60);
    if (kinds.has(kind)) return;
    kinds.add(kind);
    const file = join(folder, `fault-${kinds.size}.bin`);
    writeFileSync(file, input);
    console.log(`${name} ${what.slice(0, 500)}\n  ${file}`);
  };
  while (true) {
    const left = seconds - (performance.now() - began) / 1000;
    const before = run.executions;
    const ended = await runFuzzer(program, [name, String(left), folder], (report) => {
      Object.assign(run, {
        executions: before + report.executions,
        inputs: report.inputs,
        arms: report.arms,
      });
      if (report.fault !== undefined) {
        run.faults++;
        fault(report.fault.what, Buffer.from(report.fault.input, "base64"));
      }
      run.cover = report.cover ?? [];
    });
    if (ended === "done") return run;
    const input = inputOf(folder);
    if (ended === "ended") {
      run.faults++;
      fault("ended, reading", input);
    } else if (suspect === undefined || Buffer.compare(input, suspect) !== 0) {
      // It may have been the machine that stood still: this one is read first when it goes on.
      suspect = input;
      writeFileSync(join(folder, "corpus/!suspect"), input);
    } else {
      run.hangs++;
      fault("hung, reading", input);
      rmSync(join(folder, "corpus/!suspect"));
    }
    if (left < 0) return run;
  }
}

async function bundled(folder: string): Promise<string> {
  const arms = { count: 0 };
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "fuzzer.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    write: false,
    plugins: [instrumented(/packages.io.src.*\.ts$/, arms)],
  });
  const program = join(folder, "fuzzer.mjs");
  writeFileSync(program, `const ARMS = new Uint32Array(${arms.count});\n${outputFiles[0].text}`);
  return program;
}

/** Runs the fuzzer until its time is over, it hangs or it ends otherwise. */
function runFuzzer(
  program: string,
  args: readonly string[],
  hear: (report: Report) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--max-old-space-size=1024", program, ...args], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: { ...process.env, TMPDIR: args[2] },
    });
    let ended = "ended";
    let last = { executions: 0, at: performance.now() };
    const watch = setInterval(() => {
      const executions = stateOf(args[2]).readUInt32LE();
      if (executions !== last.executions) last = { executions, at: performance.now() };
      else if (executions > 0 && performance.now() - last.at > MOST_MS) {
        ended = "hung";
        child.kill("SIGKILL");
      }
    }, MOST_MS / 4);
    child.on("message", (report: Report) => {
      hear(report);
      if (report.cover === undefined) return;
      ended = "done";
      clearInterval(watch);
    });
    child.on("exit", (code) => {
      clearInterval(watch);
      // An error that nobody caught is not a reader's.
      if (code === 1) reject(new Error("the fuzzer ended by an error of its own"));
      else resolve(ended);
    });
  });
}

/** The input that was last begun. */
function inputOf(folder: string): Uint8Array {
  const state = readFileSync(join(folder, "state"));
  return state.subarray(8, 8 + state.readUInt32LE(4));
}

function stateOf(folder: string): Buffer {
  const head = Buffer.alloc(8);
  const file = openSync(join(folder, "state"), "a+");
  readSync(file, head, 0, 8, 0);
  closeSync(file);
  return head;
}
