import type * as Path from "node:path";
import { FormatError } from "../format-error.ts";
import { hasCode, MOST_AT_ONCE, type Procedure, step } from "./file-system.ts";
import { refuseSpecial } from "./regular-file.ts";

/** On Windows a virus scanner or an indexer may hold a file for a moment, which is no reason to fail. */
const HELD = ["EPERM", "EACCES", "EBUSY"];
const HELD_AT_MOST_MS = 2000;

/** A temporary file that nobody has touched for an hour is of a process that died. */
const ORPHAN_AFTER_MS = 3_600_000;

/**
 * Puts `bytes` in place of a file so that a crash at any moment leaves the old file or the new one, whole: written in full under another
 * name in the same folder, forced to the disk, renamed, and the folder forced to the disk too.
 */
export function* save(
  fn: string,
  name: string,
  bytes: Uint8Array,
  path: typeof Path,
  windows: boolean = globalThis.process.platform === "win32",
): Procedure<void> {
  const target = yield* followLinks(name, path);
  const mode = yield* modeOfOld(fn, target);
  const folder = path.dirname(target);
  const label = `.${path.basename(target).slice(0, 50)}.`;
  const temporary = path.join(folder, `${label}${randomHex()}.tmp`);
  // A new file gets what the umask leaves; one in place of another is never open to more than that was.
  const file = yield* step("open", temporary, "wx", mode === undefined ? 0o666 : mode & 0o777);
  try {
    try {
      yield* writeAll(fn, name, file, bytes);
      if (mode !== undefined) yield* step("fchmod", file, mode & 0o7777);
      yield* step("fsync", file);
    } finally {
      yield* step("close", file);
    }
    yield* replace(temporary, target, windows);
  } catch (error) {
    yield* ignoringErrors(step("unlink", temporary));
    throw error;
  }
  // Windows has no such call, and its renames are written through.
  if (!windows) yield* syncFolder(fn, name, folder);
  yield* ignoringErrors(sweep(folder, label, path));
}

/** The file that a symbolic link leads to, for a link is to stay one. */
function* followLinks(name: string, path: typeof Path): Procedure<string> {
  try {
    return yield* step("realpath", name);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return path.resolve(name);
    throw error;
  }
}

/** The permissions of the file that will be replaced, which must be a regular one that may be written. */
function* modeOfOld(fn: string, target: string): Procedure<number | undefined> {
  try {
    const old = yield* step("stat", target);
    refuseSpecial(fn, target, old);
    // Renaming asks only for the folder's permission; this asks for the file's, and refuses a folder.
    yield* step("close", yield* step("open", target, "r+"));
    return old.mode;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function* writeAll(fn: string, name: string, file: number, bytes: Uint8Array): Procedure<void> {
  let at = 0;
  while (at < bytes.length) {
    const written = yield* step("write", file, bytes, at, Math.min(bytes.length - at, MOST_AT_ONCE), null);
    if (written === 0) break;
    at += written;
  }
  // Some network file systems take what they have no room for.
  const { size } = yield* step("fstat", file);
  if (size !== bytes.length)
    throw new FormatError(
      "TRUNCATED",
      `${fn}: ${name}: the disk must take ${bytes.length} bytes, got ${size} there`,
      { format: "file", path: name },
    );
}

function* replace(temporary: string, target: string, windows: boolean): Procedure<void> {
  let waited = 0;
  for (let pause = 10; ; pause *= 2) {
    try {
      yield* step("rename", temporary, target);
      return;
    } catch (error) {
      const held = windows && HELD.some((code) => hasCode(error, code));
      if (!held || waited === HELD_AT_MOST_MS) throw error;
      pause = Math.min(pause, HELD_AT_MOST_MS - waited);
      yield* step("wait", pause);
      waited += pause;
    }
  }
}

function* syncFolder(fn: string, name: string, folder: string): Procedure<void> {
  try {
    const opened = yield* step("open", folder, "r");
    try {
      yield* step("fsync", opened);
    } finally {
      yield* step("close", opened);
    }
  } catch (cause) {
    throw new FormatError(
      "NOT_DURABLE",
      `${fn}: ${name}: the folder must be forced to the disk, got an error; the new file stands, but a loss of power may undo it`,
      { format: "file", path: name, cause },
    );
  }
}

/** Removes temporary files that dead writers of this name left behind. */
function* sweep(folder: string, label: string, path: typeof Path): Procedure<void> {
  for (const entry of yield* step("readdir", folder)) {
    if (!entry.startsWith(label) || !/^[\da-f]{16}\.tmp$/.test(entry.slice(label.length))) continue;
    const orphan = path.join(folder, entry);
    const { mtimeMs } = yield* step("stat", orphan);
    if (Date.now() - mtimeMs > ORPHAN_AFTER_MS) yield* step("unlink", orphan);
  }
}

function* ignoringErrors(procedure: Procedure<unknown>): Procedure<void> {
  try {
    yield* procedure;
  } catch {
    // What is cleaned up must not hide why it had to be.
  }
}

function randomHex(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
