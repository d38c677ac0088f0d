import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DISK_ERRORS, meet } from "../../test/crash/disk.ts";
import { bundle } from "../../test/crash/kills.ts";

let folder: string;
let saver: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "disk-"));
  chmodSync(folder, 0o755);
  saver = bundle("saver", folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

it.for(DISK_ERRORS)(
  "lines 124 and 125: $code of a real system, $what, leaves the old file",
  { timeout: 60_000 },
  (error, { skip }) => {
    const met = meet(error, saver, join(folder, "room"));
    if ("missing" in met) {
      console.warn(`Skipped, for this machine has no ${error.code}, ${error.what}: ${met.missing}`);
      return skip(met.missing);
    }
    const { message, ...left } = met;
    expect(message).toMatch(new RegExp(`^serializeSync: .*/model.ngc: ${error.code}: `));
    expect(left).toEqual({ stands: "old", temporaries: 0 });
  },
);
