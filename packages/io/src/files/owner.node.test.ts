import fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { serializeSync } from "./serialize.ts";

// Only root may give a file to somebody else.
it.skipIf(process.getuid?.() !== 0)(
  "a file of somebody else that root saves stays that one's, with all of its mode",
  () => {
    const folder = fs.mkdtempSync(path.join(tmpdir(), "owner-"));
    try {
      const file = path.join(folder, "model.ngc");
      fs.writeFileSync(file, "old");
      fs.chownSync(file, 65534, 65533);
      fs.chmodSync(file, 0o4600);
      serializeSync(file, "new");
      const { uid, gid, mode } = fs.statSync(file);
      expect([uid, gid, mode & 0o7777]).toEqual([65534, 65533, 0o4600]);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  },
);
