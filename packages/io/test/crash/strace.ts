import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { serializeSync } from "../../src/serialize.ts";
import { bundle } from "./kills.ts";
import { BEGIN, END, OLD, outcome, STATUS } from "./outcome.ts";

/** What the kernel is made to do at one call. A write that says it moved a page moves nothing. */
const FAULTS = {
  EIO: "error=EIO",
  ENOSPC: "error=ENOSPC",
  EINTR: "error=EINTR",
  KILL: "signal=KILL",
  "false success": "retval=4096",
};

interface Call {
  readonly name: string;
  /** The how many-th of that name, which strace counts from 1. */
  readonly nth: number;
}

/** One cell of the matrix, and what came of it. */
export interface Cell extends Call {
  readonly fault: string;
  readonly status: number | null;
  readonly stands: "old" | "new" | "another";
  readonly temporaries: number;
  readonly wrong: boolean;
}

/** What is missing for the matrix, if anything is. */
export function missingForStrace(): string | undefined {
  const { status } = spawnSync("strace", ["-o", "/dev/null", "-e", "inject=fsync:error=EIO", "true"]);
  return status === 0
    ? undefined
    : "strace, and the permission to trace, are missing (apt-get install strace)";
}

/** Each call of a save with each fault: an error, the end of the process, or a success that is none. */
export async function crashMatrix(folder: string): Promise<Cell[]> {
  const saver = bundle("saver", folder);
  const log = join(folder, "trace");
  const room = join(folder, "room");
  const run = async (inject: readonly string[]): Promise<Omit<Cell, keyof Call | "fault" | "wrong">> => {
    spawnSync("mkdir", ["-p", room]);
    for (const name of readdirSync(room)) rmSync(join(room, name));
    const file = join(room, "model.ngc");
    serializeSync(file, OLD);
    const status = await traced(saver, file, log, inject);
    return { status, ...outcome(file) };
  };
  await run([]);
  const calls = callsOfSave(readFileSync(log, "utf8"));
  const cells: Cell[] = [];
  for (const { name, nth } of calls) {
    for (const [fault, how] of Object.entries(FAULTS)) {
      if (fault === "false success" && name !== "write") continue;
      const result = await run(["-e", `inject=${name}:${how}:when=${nth}`]);
      cells.push({ name, nth, fault, ...result, wrong: isWrong(fault, result) });
    }
  }
  return cells;
}

function isWrong(
  fault: string,
  { status, stands, temporaries }: Omit<Cell, keyof Call | "fault" | "wrong">,
): boolean {
  if (fault === "KILL") return status !== null || stands === "another" || temporaries > 1;
  if (temporaries > 0) return true;
  if (status === STATUS.failed) return stands !== "old";
  return (status !== STATUS.saved && status !== STATUS.notDurable) || stands !== "new";
}

/** Runs a save under strace, which is attached when Node has started; its exit status, null where it was killed. */
async function traced(
  saver: string,
  file: string,
  log: string,
  inject: readonly string[],
): Promise<number | null> {
  const child = spawn(process.execPath, [saver, file], { stdio: ["pipe", "pipe", "inherit"] });
  await once(child.stdout, "data");
  const options = ["-p", String(child.pid), "-o", log, "-e", "trace=%file,%desc", ...inject];
  const strace = spawn("strace", options, { stdio: ["ignore", "ignore", "pipe"] });
  const straceEnds = once(strace, "exit");
  await once(strace.stderr, "data");
  const ends = once(child, "exit");
  child.stdin.on("error", () => {});
  child.stdin.write("\n");
  const [status] = await ends;
  await straceEnds;
  return status;
}

/** The calls between the two marks, which are the save's own. */
function callsOfSave(trace: string): Call[] {
  const counts = new Map<string, number>();
  const calls: Call[] = [];
  let inside = false;
  for (const line of trace.split("\n")) {
    const name = /^(\w+)\(/.exec(line)?.[1];
    if (name === undefined) continue;
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    if (line.includes(END)) inside = false;
    // Memory is no file.
    if (inside && name !== "mmap") calls.push({ name, nth });
    if (line.includes(BEGIN)) inside = true;
  }
  return calls;
}
