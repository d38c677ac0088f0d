import type * as Path from "node:path";
import { checkOptions, describe, wrongKind } from "@ngc/tensor/authoring";
import {
  checkName,
  hasCode,
  inFront,
  nodeModules,
  type Procedure,
  runAsync,
  runSync,
  step,
} from "./file-system.ts";
import { namesInside, refusal, refuseTwins } from "./folder-names.ts";

/** Where folders may be made. */
export interface FolderOptions {
  /** A folder that must exist, which the path is taken from and must not leave. */
  readonly root?: string;
}

/**
 * Makes a folder and those that it lies in; one that exists is fine.
 *
 * With `root` the path is taken from there and must stay inside, by its names and by the symbolic links on the way, and its names must be
 * ones that every system takes. (A link put there by another process between two steps is found after the folder was made.)
 *
 * @throws FormatError PATH for a path that leaves `root`. Errors of the file system are Node's own, with `makedir: <path>: ` in front.
 * @example
 * ```ts
 * import { existsSync, mkdtempSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * const folder = mkdtempSync(`${tmpdir()}/makedir-`);
 * await makedir(`${folder}/runs/1`);
 * await makedir("runs/2", { root: folder });
 * existsSync(`${folder}/runs/2`); // => true
 * ```
 * @python ngclearn.utils.io_utils.makedir
 * @differs Upstream splits the path at each slash and so fails on an absolute one; here it works.
 */
export async function makedir(directory: string, options?: FolderOptions): Promise<void> {
  await make("makedir", [directory], options, runAsync);
}

/**
 * {@link makedir} that returns when the folder is there.
 *
 * @example
 * ```ts
 * import { existsSync, mkdtempSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * const folder = mkdtempSync(`${tmpdir()}/makedir-`);
 * makedirSync("runs/3", { root: folder });
 * existsSync(`${folder}/runs/3`); // => true
 * ```
 */
export function makedirSync(directory: string, options?: FolderOptions): void {
  make("makedirSync", [directory], options, runSync);
}

/**
 * {@link makedir} of each, in order. With `root` all names are checked before the first folder is made, and two that differ only in
 * case or in the form of their accents, which are one folder on some systems, are refused.
 *
 * @example
 * ```ts
 * import { readdirSync, mkdtempSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * const folder = mkdtempSync(`${tmpdir()}/makedir-`);
 * await makedirs([`${folder}/figures`, `${folder}/models`]);
 * readdirSync(folder); // => ["figures", "models"]
 * ```
 * @python ngclearn.utils.io_utils.makedirs
 * @differs Upstream splits each path at its slashes and so fails on an absolute one; here it works.
 */
export async function makedirs(directories: readonly string[], options?: FolderOptions): Promise<void> {
  await make("makedirs", directories, options, runAsync);
}

/**
 * {@link makedirs} that returns when all are there.
 *
 * @example
 * ```ts
 * import { readdirSync, mkdtempSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * const folder = mkdtempSync(`${tmpdir()}/makedir-`);
 * makedirsSync(["figures", "models"], { root: folder });
 * readdirSync(folder); // => ["figures", "models"]
 * ```
 */
export function makedirsSync(directories: readonly string[], options?: FolderOptions): void {
  make("makedirsSync", directories, options, runSync);
}

function make<T>(
  fn: string,
  directories: readonly string[],
  options: FolderOptions | undefined,
  run: (procedure: Procedure<void>, fs: ReturnType<typeof nodeModules>["fs"]) => T,
): T {
  const { root } = checkOptions(fn, options);
  if (root !== undefined) checkName(fn, "root", root);
  if (!Array.isArray(directories)) throw wrongKind(fn, "directories must be an array of paths", directories);
  for (const directory of directories)
    if (typeof directory !== "string") throw wrongKind(fn, "a directory must be a path", directory);
  const { fs, path } = nodeModules(fn);
  return run(root === undefined ? makeAll(fn, directories) : makeInside(fn, directories, root, path), fs);
}

function* makeAll(fn: string, directories: readonly string[]): Procedure<void> {
  for (const directory of directories) {
    try {
      yield* step("mkdir", directory, { recursive: true });
    } catch (error) {
      throw inFront(fn, directory, error);
    }
  }
}

function* makeInside(
  fn: string,
  directories: readonly string[],
  root: string,
  path: typeof Path,
): Procedure<void> {
  const names = directories.map((directory) => namesInside(fn, directory, root, path));
  refuseTwins(fn, names);
  for (const [i, directory] of directories.entries()) {
    try {
      const base = yield* step("realpath", root);
      let folder = base;
      for (const name of names[i])
        folder = yield* makeOne(fn, directory, path.join(folder, name), base, path);
    } catch (error) {
      throw inFront(fn, directory, error);
    }
  }
}

/** The folder of that name, made or found; where it really lies must be inside `base`. */
function* makeOne(
  fn: string,
  directory: string,
  folder: string,
  base: string,
  path: typeof Path,
): Procedure<string> {
  try {
    yield* step("mkdir", folder);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
    const found = yield* step("stat", folder);
    if (!found.isDirectory()) throw error;
  }
  const real = yield* step("realpath", folder);
  const inside = path.relative(base, real);
  if (inside === ".." || inside.startsWith(`..${path.sep}`) || path.isAbsolute(inside))
    throw refusal(fn, directory, `must stay inside root, got a link to ${describe(real)}`);
  return real;
}
