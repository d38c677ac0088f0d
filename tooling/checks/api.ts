import { join } from "node:path";
import { extractEntry } from "@tooling/docs/extract.ts";
import { type Member, ROOT, readPackages } from "./workspace.ts";

/** A package's public interface as `api/<package>.txt` holds it: every entry, every name, every signature. */
export interface Snapshot {
  readonly path: string;
  readonly text: string;
}

/** One snapshot a package. */
export function apiSnapshots(): Snapshot[] {
  return readPackages().map((member) => ({
    path: `tooling/checks/api/${member.folder.replace("packages/", "")}.txt`,
    text: snapshotOf(member),
  }));
}

function snapshotOf({ folder, manifest }: Member): string {
  const entries = Object.entries(manifest.exports ?? {});
  const parts = entries.map(([subpath, file]) => {
    const docs = extractEntry(join(ROOT, folder, file));
    return [`# ${manifest.name}${subpath.slice(1)}`, ...docs.map((doc) => doc.signatures.join("\n"))].join(
      "\n\n",
    );
  });
  return `${parts.join("\n\n")}\n`;
}
