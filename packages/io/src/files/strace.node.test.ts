import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { crashMatrix, missingForStrace } from "../../test/crash/strace.ts";

const missing = missingForStrace();
if (missing !== undefined)
  console.warn(`Skipped, for ${missing}: faults at each call of a save. apt-get install strace.`);

it.skipIf(missing !== undefined)(
  "lines 124 to 128: whatever the system answers at any call of a save, the old file stands or the new one",
  { timeout: 300_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "strace-"));
    const cells = await crashMatrix(folder).finally(() => rmSync(folder, { recursive: true }));
    expect(cells.filter(({ wrong }) => wrong)).toEqual([]);
    const calls = new Set(cells.map(({ name }) => name));
    for (const call of [/^open/, /^write$/, /stat/, /^fsync$/, /^close$/, /^rename/, /^getdents/])
      expect([...calls]).toContainEqual(expect.stringMatching(call));
  },
);
