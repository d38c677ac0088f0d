// The process that fuzzes: `node fuzzer.mjs FORMAT SECONDS FOLDER`, as run.ts bundles and starts it.
import { openSync, readdirSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { smallestCover } from "./cover.ts";
import { FORMATS, type FormatName, type Fuzzed } from "./formats.ts";
import { below, mutant } from "./mutate.ts";
import { faultOf } from "./oracle.ts";
import { REPAIRS } from "./repair.ts";
import { TOKENS } from "./tokens.ts";

/** How often each arm was taken; the bundle begins with it. */
declare const ARMS: Uint32Array;

/** What the fuzzer tells of its work. */
export interface Report {
  readonly executions: number;
  readonly inputs: number;
  readonly arms: number;
  /** At the end: the fewest inputs that take all arms, in base64. */
  readonly cover?: readonly string[];
  /** What is wrong with how an input was read. */
  readonly fault?: { readonly what: string; readonly input: string };
}

const [, , name, seconds, folder] = process.argv as [string, string, FormatName, string, string];
const format: Fuzzed = FORMATS[name];
const repair = REPAIRS[name];
const tokens = TOKENS[name].map((token) => new Uint8Array(Buffer.from(token, "latin1")));
const state = openSync(join(folder, "state"), "w");
const corpus: Uint8Array[] = [];
/** What tells apart how often an arm was taken: a loop that runs once more is news, but not forever. */
const BITS = Uint8Array.from({ length: 129 }, (_, times) => {
  const from = [1, 2, 3, 4, 8, 16, 32, 128];
  return 1 << (from.filter((least) => times >= least).length - 1);
});
/** For each arm the bits of how often inputs took it. */
const seen = new Uint8Array(ARMS.length);
let executions = 0;
let mutants = 0;
let arms = 0;
let last: Uint8Array = new Uint8Array(0);

// A stack is not looked at, and costs as much as reading.
Error.stackTraceLimit = 0;
process.on("unhandledRejection", (error) => tellFault(`left a rejection: ${error}`, last));

for (const file of readdirSync(join(folder, "corpus")).sort()) {
  const bytes = new Uint8Array(readFileSync(join(folder, "corpus", file)));
  await execute(bytes);
  corpus.push(bytes);
}
const end = performance.now() + 1000 * Number(seconds);
let next = 0;
while (performance.now() < end) {
  const bytes = another();
  if (await execute(bytes)) {
    writeFileSync(join(folder, "corpus", String(corpus.length).padStart(6, "0")), bytes);
    corpus.push(bytes);
  }
  mutants++;
  if (performance.now() > next) {
    tell({});
    next = performance.now() + 1000;
  }
}
tell({
  cover: (await smallestCover(corpus, armsOf, repair)).map((bytes) => Buffer.from(bytes).toString("base64")),
});
process.disconnect();

/** A mutant of an input that came lately, half the time, or of any. */
function another(): Uint8Array {
  const from = below(2) === 0 ? Math.floor(0.8 * corpus.length) : 0;
  const bytes = mutant(corpus[from + below(corpus.length - from)], corpus, tokens);
  return repair !== undefined && below(2) === 0 ? repair(bytes) : bytes;
}

/** Whether an input takes an arm that no other did, or as often as no other did. */
async function execute(bytes: Uint8Array): Promise<boolean> {
  let isNew = false;
  await count(bytes, (arm, times) => {
    const bit = BITS[Math.min(times, 128)];
    if (seen[arm] & bit) return;
    if (seen[arm] === 0) arms++;
    seen[arm] |= bit;
    isNew = true;
  });
  return isNew;
}

/** Those that an input takes. */
async function armsOf(bytes: Uint8Array): Promise<ReadonlySet<number>> {
  const taken = new Set<number>();
  await count(bytes, (arm) => taken.add(arm));
  return taken;
}

async function count(bytes: Uint8Array, take: (arm: number, times: number) => void): Promise<void> {
  executions++;
  last = bytes;
  // Read by whoever ends this process, or finds that it ended.
  writeSync(
    state,
    Buffer.concat([Uint32Array.of(executions, bytes.length), bytes].map(bytesOf)),
    0,
    undefined,
    0,
  );
  ARMS.fill(0);
  const what = await faultOf(format, bytes, () => {
    for (let arm = 0; arm < ARMS.length; arm++) if (ARMS[arm] > 0) take(arm, ARMS[arm]);
  });
  if (what !== undefined) tellFault(what, bytes);
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function tellFault(what: string, bytes: Uint8Array): void {
  tell({ fault: { what, input: Buffer.from(bytes).toString("base64") } });
}

function tell(more: Pick<Report, "cover" | "fault">): void {
  process.send?.({ executions: mutants, inputs: corpus.length, arms, ...more } satisfies Report);
}
