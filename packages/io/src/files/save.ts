import type { Stats } from "node:fs";
import type * as Path from "node:path";
import { FormatError } from "../format-error.ts";
import { hasCode, isWindows, MOST_AT_ONCE, type Procedure, step } from "./file-system.ts";
import { refuseSpecial } from "./regular-file.ts";

/** On Windows a virus scanner or an indexer may hold a file for a moment, which is no reason to fail. */
const HELD = ["EPERM", "EACCES", "EBUSY"];
const HELD_AT_MOST_MS = 2000;

/** As many links as Linux follows. */
const MOST_LINKS = 40;

/** What the system says where a file may not be given to its owner, or not to one whom a container does not know. */
const NOT_GIVEN = ["EPERM", "EINVAL"];

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
  windows: boolean = isWindows(),
): Procedure<void> {
  // There names are put in order before the system sees them.
  const target = yield* followLinks(windows ? path.resolve(name) : name, path);
  const old = yield* statOfOld(fn, target);
  const folder = path.dirname(target);
  const label = `.${path.basename(target).slice(0, 50)}.`;
  const temporary = path.join(folder, `${label}${randomHex()}.tmp`);
  // A new file gets what the umask leaves; one in place of another is never open to more than that was.
  const file = yield* step("open", temporary, "wx", old === undefined ? 0o666 : old.mode & 0o777);
  try {
    try {
      const written = yield* writeAll(fn, name, file, bytes);
      if (old !== undefined) {
        if (old.uid !== written.uid || old.gid !== written.gid) yield* give(file, old);
        // After that, for another owner takes the bits away that run a file as its owner.
        yield* step("fchmod", file, old.mode & 0o7777);
      }
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

/**
 * The file that a name leads to as the system reads it, there or not: a symbolic link is to stay one, and `link/..` is the folder above
 * the one that it leads to.
 */
function* followLinks(name: string, path: typeof Path): Procedure<string> {
  let link = name;
  for (let links = 0; ; links++) {
    try {
      return yield* step("realpath", link);
    } catch (error) {
      if (!hasCode(error, "ENOENT") || links === MOST_LINKS) throw error;
    }
    const folder = yield* step("realpath", path.dirname(link));
    // A file's name does not end so; the system says what is wrong with it.
    if (link.endsWith(path.sep)) yield* step("close", yield* step("open", link, "wx"));
    const file = path.join(folder, path.basename(link));
    try {
      link = yield* step("readlink", file);
    } catch (error) {
      // EINVAL where another process has put a file there meanwhile.
      if (hasCode(error, "ENOENT") || hasCode(error, "EINVAL")) return file;
      throw error;
    }
    if (!path.isAbsolute(link)) link = `${folder}${path.sep}${link}`;
  }
}

/** What the file that will be replaced is, which must be a regular one that may be written. */
function* statOfOld(fn: string, target: string): Procedure<Stats | undefined> {
  try {
    const old = yield* step("stat", target);
    refuseSpecial(fn, target, old);
    // Renaming asks only for the folder's permission; this asks for the file's, and refuses a folder.
    yield* step("close", yield* step("open", target, "r+"));
    return old;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** Gives a file to the owner and the group of another, or to the group alone, where the process may. */
function* give(file: number, { uid, gid }: Stats): Procedure<void> {
  for (const owner of [uid, -1]) {
    try {
      yield* step("fchown", file, owner, gid);
      return;
    } catch (error) {
      if (!NOT_GIVEN.some((code) => hasCode(error, code))) throw error;
    }
  }
}

function* writeAll(fn: string, name: string, file: number, bytes: Uint8Array): Procedure<Stats> {
  let at = 0;
  while (at < bytes.length) {
    const written = yield* step("write", file, bytes, at, Math.min(bytes.length - at, MOST_AT_ONCE), null);
    if (written === 0) break;
    at += written;
  }
  // Some network file systems take what they have no room for.
  const written = yield* step("fstat", file);
  const { size } = written;
  if (size !== bytes.length)
    throw new FormatError(
      "TRUNCATED",
      `${fn}: ${name}: the disk must take ${bytes.length} bytes, got ${size} there`,
      { format: "file", path: name },
    );
  return written;
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
