import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const ROOT = join(import.meta.dirname, "../../../..");
/** Folder of what the benchmark writes; git ignores it. */
export const RESULTS = join(ROOT, ".cache/bench");

const PACKAGES = ["tensor", "random", "activations", "metrics", "surrogate", "data", "io"];

/** Builds the packages and lays them out as an installation would: what users start is dist, not the sources. */
export function install(): string {
  const built = spawnSync(
    process.execPath,
    [
      join(ROOT, "node_modules/turbo/bin/turbo"),
      "run",
      "build",
      "--filter=@ngc/*",
      "--output-logs=errors-only",
    ],
    { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] },
  );
  if (built.status !== 0) throw new Error("bench: the packages do not build");
  const folder = join(RESULTS, "installed");
  const modules = join(folder, "node_modules");
  rmSync(folder, { recursive: true, force: true });
  for (const name of PACKAGES) {
    const [from, to] = [join(ROOT, "packages", name), join(modules, "@ngc", name)];
    const { publishConfig, ...manifest } = readManifest(from);
    cpSync(join(from, "dist"), join(to, "dist"), { recursive: true });
    writeFileSync(join(to, "package.json"), JSON.stringify({ ...manifest, ...publishConfig }));
  }
  const bench = join(ROOT, "apps/bench");
  for (const peer of Object.keys(readManifest(bench).devDependencies ?? {})) link(bench, modules, peer);
  return folder;
}

function link(from: string, modules: string, name: string): void {
  const to = join(modules, name);
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(join(from, "node_modules", name), to, "junction");
}

interface Manifest {
  readonly publishConfig?: object;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
