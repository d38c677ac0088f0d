// Saves one document when a line comes in: `node saver.mjs FILE`. Its exit status says how that ended.
import { existsSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serializeSync } from "../../src/serialize.ts";
import { BEGIN, END, NEW, STATUS } from "./outcome.ts";

// Once beforehand, for what Node loads at a first use wakes its own threads by writes that are not the save's.
const first = join(tmpdir(), `saver-${process.pid}.ngc`);
serializeSync(first, NEW);
rmSync(first);
process.stdout.write("ready\n");
readSync(0, new Uint8Array(1));
existsSync(BEGIN);
let status = STATUS.saved;
try {
  serializeSync(process.argv[2], NEW);
} catch (error) {
  status = (error as { code?: string }).code === "NOT_DURABLE" ? STATUS.notDurable : STATUS.failed;
  if (process.env.SHOW) console.log((error as Error).message);
}
existsSync(END);
process.exit(status);
