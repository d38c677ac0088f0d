import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { serializeSync } from "../../src/files/serialize.ts";
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

type Result = Pick<Cell, "status" | "stands" | "temporaries"> & { readonly log: string };

/** What is missing for the matrix, if anything is: a container may forbid to trace, a desktop to trace what is no child. */
export function missingForStrace(): string | undefined {
  const { status, stderr } = spawnSync("sh", [
    "-c",
    "sleep 0.5 & exec strace -qq -o /dev/null -e inject=fsync:error=EIO -p $!",
  ]);
  return status === 0 ? undefined : `strace must be there and allowed (${String(stderr).trim()})`;
}

/** Each call of a save with each fault: an error, the end of the process, or a success that is none. */
export async function crashMatrix(folder: string, together = 6): Promise<Cell[]> {
  const saver = bundle("saver", folder);
  const cells = (await steadyCalls(saver, folder)).flatMap((call) =>
    Object.keys(FAULTS)
      .filter((fault) => fault !== "false success" || call.name === "write")
      .map((fault) => ({ ...call, fault: fault as keyof typeof FAULTS })),
  );
  const done: Cell[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < cells.length) {
      const i = next++;
      const { name, nth, fault } = cells[i];
      const inject = ["-e", `inject=${name}:${FAULTS[fault]}:when=${nth}`];
      let result = await run(saver, join(folder, String(i)), inject);
      for (let again = 0; again < 5 && missed(fault, result.log); again++)
        result = await run(saver, join(folder, String(i)), inject);
      done[i] = { ...cells[i], ...result, wrong: isWrong(fault, result) };
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  return done;
}

/** The calls of a save as two runs in a row have them: now and then Node makes one more while strace attaches, which shifts the count. */
async function steadyCalls(saver: string, folder: string): Promise<Call[]> {
  const record = async (): Promise<Call[]> => callsOfSave((await run(saver, join(folder, "none"), [])).log);
  let calls = await record();
  while (true) {
    const again = await record();
    if (JSON.stringify(again) === JSON.stringify(calls)) return calls;
    calls = again;
  }
}

/** One save over an old file in a folder of its own, and what came of it. */
async function run(saver: string, room: string, inject: readonly string[]): Promise<Result> {
  mkdirSync(room);
  const file = join(room, "model.ngc");
  serializeSync(file, OLD);
  const trace = join(room, "trace");
  const status = await traced(saver, file, trace, inject);
  const result = { status, ...outcome(file), log: readFileSync(trace, "utf8") };
  rmSync(room, { recursive: true });
  return result;
}

/** Whether a fault met another call than one of the save's, which shows nothing. */
function missed(fault: string, log: string): boolean {
  const [, saving = ""] = log.split(END)[0].split(BEGIN);
  return !saving.includes(fault === "KILL" ? "killed by SIGKILL" : "INJECTED");
}

function isWrong(fault: string, { status, stands, temporaries, log }: Result): boolean {
  if (missed(fault, log)) return true;
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
