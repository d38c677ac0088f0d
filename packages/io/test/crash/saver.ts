// Saves one document when a line comes in: `node saver.mjs FILE`. Its exit status says how that ended, and with SHOW its error.
// With HOLD it first opens as many files as it may.
import { existsSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serializeSync } from "../../src/files/serialize.ts";
import { BEGIN, END, NEW, STATUS } from "./outcome.ts";

const { SHOW, HOLD } = process.env;
if (!SHOW) {
  // Once beforehand, for what Node loads at a first use wakes its own threads by writes that are not the save's.
  const first = join(tmpdir(), `saver-${process.pid}.ngc`);
  serializeSync(first, NEW);
  rmSync(first);
}
writeSync(1, "ready\n");
readSync(0, new Uint8Array(1));
if (HOLD) holdFiles();
existsSync(BEGIN);
let status = STATUS.saved;
try {
  serializeSync(process.argv[2], NEW);
} catch (error) {
  status = (error as { code?: string }).code === "NOT_DURABLE" ? STATUS.notDurable : STATUS.failed;
  if (SHOW) writeSync(1, (error as Error).message);
}
existsSync(END);
process.exit(status);

function holdFiles(): void {
  try {
    while (true) openSync("/dev/null", "r");
  } catch {
    // That was one too many.
  }
}
