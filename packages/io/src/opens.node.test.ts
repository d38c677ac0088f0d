import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { exchange, missingForOpens } from "../test/opens/opens.ts";

const missing = missingForOpens();
if (missing !== undefined)
  console.warn(`Skipped, for ${missing}: opening @ngc/io's files with them. npm run golden installs it.`);

it.skipIf(missing !== undefined)(
  "NumPy, safetensors, Flax and ngc-learn find in files written here what they had written themselves",
  { timeout: 300_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "opens-"));
    const rows = await exchange(folder).finally(() => rmSync(folder, { recursive: true }));
    expect(rows.filter((row) => row[4] !== "equal")).toEqual([]);
    // Six sources in four formats each, npy as npy, and a model.
    expect(rows).toHaveLength(6 * 4 + 2);
  },
);
