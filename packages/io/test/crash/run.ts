// What takes too long or too much privilege for the tests: `node packages/io/test/crash/run.ts kills 1000`, or `strace`, or `disk`.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DISK_ERRORS, meet } from "./disk.ts";
import { bundle, killWriters } from "./kills.ts";
import { crashMatrix, missingForStrace } from "./strace.ts";

const [, , what, count = "1000"] = process.argv;
const folder = mkdtempSync(join(tmpdir(), "crash-"));
try {
  if (what === "kills") await kills();
  else if (what === "strace") await strace();
  else if (what === "disk") disk();
  else console.log("kills [count], strace or disk?");
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function kills(): Promise<void> {
  const { torn, midway } = await killWriters(folder, Number(count));
  console.log(`${count} kills, ${midway} of them between open and rename: ${torn} torn`);
  process.exitCode = torn === 0 ? 0 : 1;
}

async function strace(): Promise<void> {
  const missing = missingForStrace();
  if (missing !== undefined) {
    console.log(`Skipped: ${missing}`);
    return;
  }
  const cells = await crashMatrix(folder);
  for (const { name, nth, fault, status, stands, temporaries, wrong } of cells)
    console.log(
      `${wrong ? "WRONG " : ""}${name} ${nth} ${fault}: exit ${status}, ${stands} file, ${temporaries} left`,
    );
  const wrong = cells.filter((cell) => cell.wrong).length;
  const calls = new Set(cells.map(({ name, nth }) => `${name} ${nth}`)).size;
  console.log(`${cells.length} faults at ${calls} calls: ${wrong} wrong`);
  process.exitCode = wrong === 0 && cells.length > 0 ? 0 : 1;
}

function disk(): void {
  chmodSync(folder, 0o755);
  const saver = bundle("saver", folder);
  for (const error of DISK_ERRORS)
    console.log(`${error.code}, ${error.what}:`, meet(error, saver, join(folder, "room")));
}
