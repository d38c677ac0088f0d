import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "@tooling/docs/extract.ts";

export { ROOT };

/** The fields of a package.json that the checks look at. */
export interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly exports?: string | Readonly<Record<string, string>>;
  readonly publishConfig?: { readonly exports?: unknown };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** A package, app or tool of the workspace; paths count from its folder. */
export interface Member {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly files: readonly SourceText[];
}

export interface SourceText {
  readonly path: string;
  readonly text: string;
}

const GROUPS = ["packages", "apps", "tooling"];
const SOURCE = /\.(ts|mjs|js|svelte|css)$/;
const SKIPPED = ["node_modules", "dist", "golden", "public", "api"];

/** Every member of the workspace with its sources. */
export function readWorkspace(root: string = ROOT): Member[] {
  const folders = GROUPS.flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`));
  return folders
    .filter((folder) => existsSync(join(root, folder, "package.json")))
    .map((folder) => ({
      folder,
      manifest: JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")),
      files: listFiles(join(root, folder)).map((path) => ({
        path,
        text: readFileSync(join(root, folder, path), "utf8"),
      })),
    }));
}

/** The seven that are published. */
export function readPackages(root: string = ROOT): Member[] {
  return readWorkspace(root).filter(({ folder }) => folder.startsWith("packages/"));
}

/** Whether a file is for tests only, and so reaches no user. */
export function isTest(path: string): boolean {
  return /\.test\.ts$/.test(path) || !path.startsWith("src/");
}

/** A package's own sources, as users get them. */
export function shippedFiles(member: Member): SourceText[] {
  return member.files.filter(({ path }) => !isTest(path) && path.endsWith(".ts"));
}

function listFiles(folder: string, inside = ""): string[] {
  return readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
    if (entry.name.startsWith(".") || SKIPPED.includes(entry.name)) return [];
    if (entry.isDirectory()) return listFiles(folder, path);
    return SOURCE.test(entry.name) ? [path] : [];
  });
}
