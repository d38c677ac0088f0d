// Coverage-guided fuzzing of the readers: `node packages/io/test/fuzz/run.ts [format…] [--minutes 10]`.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeCorpus } from "./corpus.ts";
import { FORMATS, type FormatName } from "./formats.ts";
import { fuzz } from "./fuzz.ts";

const { values, positionals } = parseArgs({
  options: { minutes: { type: "string", default: "10" } },
  allowPositionals: true,
});
const names = Object.keys(FORMATS) as FormatName[];
const unknown = positionals.find((name) => !names.includes(name as FormatName));
if (unknown !== undefined) throw new RangeError(`formats must be among ${names.join(" ")}, got ${unknown}`);
// In memory, where a model's folder is written and read in 2 ms instead of 6.
const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "fuzz-"));
const seconds = 60 * Number(values.minutes);
for (const name of positionals.length > 0 ? (positionals as FormatName[]) : names) {
  const { executions, inputs, arms, faults, hangs, cover } = await fuzz(name, seconds, folder);
  console.log(
    `${name}: ${executions} executions (${Math.round(executions / Math.max(seconds, 1))}/s), ${arms} arms, ` +
      `${inputs} inputs of which ${cover.length} were kept, ${faults} faults, ${hangs} hangs`,
  );
  if (cover.length > 0) writeCorpus(name, cover);
  if (faults + hangs > 0) process.exitCode = 1;
  else rmSync(join(folder, name), { recursive: true });
}
