import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, readPackages } from "./workspace.ts";

/** Packs every package as it would be published, into a folder of its own; the tarballs' paths. */
export function packAll(): string[] {
  for (const { folder } of readPackages()) {
    if (!existsSync(join(ROOT, folder, "dist")))
      throw new Error(`${folder}/dist is missing; npm run build makes it`);
  }
  const folder = mkdtempSync(join(tmpdir(), "packed-"));
  const pnpm = join(ROOT, "node_modules/.bin/pnpm");
  execFileSync(pnpm, ["--filter", "./packages/*", "pack", "--pack-destination", folder], {
    cwd: ROOT,
    stdio: "pipe",
  });
  return readdirSync(folder).map((file) => join(folder, file));
}
