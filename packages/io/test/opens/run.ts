// `npm run golden -- --opens`: a table of which program opened what of this package's, and found in it what it had written itself.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exchange } from "./opens.ts";

const folder = mkdtempSync(join(tmpdir(), "opens-"));
try {
  const rows = await exchange(folder);
  const table = [
    ["written by", "read here, written as", "opened by", "arrays", "result"],
    ...rows.map((row) => row.map(String)),
  ];
  const widths = table[0].map((_, i) => Math.max(...table.map((row) => row[i].length)));
  for (const row of table)
    console.log(
      row
        .map((cell, i) => cell.padEnd(widths[i]))
        .join("  ")
        .trimEnd(),
    );
  process.exitCode = rows.every((row) => row[4] === "equal") ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
