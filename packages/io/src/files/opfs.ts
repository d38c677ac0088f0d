import { wrongValue } from "@ngc/tensor/authoring";
import { checkInput } from "../decode/bytes.ts";
import { decodeAs } from "../decode/envelope.ts";
import { encode, encodeAs } from "../encode/envelope.ts";
import { FormatError } from "../format-error.ts";
import { type LimitsOption, limitsOf } from "../limits.ts";
import { checkName } from "./file-system.ts";

/**
 * Writes `object` as {@link encode} has it to a file of the origin's private file system, in a page or in a worker.
 *
 * The object is encoded at the time of the call. The file is replaced as a whole: until all is written, and where something fails, the
 * old one stands (after a crash during a first save, an empty file may). Folders on the way are made. Saves and reads of one path take turns, among all
 * pages and workers of the origin. When the bytes reach the disk is the browser's choice.
 *
 * @param fname - names with `/` between them, from the origin's own root: `runs/1/model.ngc`
 * @throws FormatError for a value that would not come back, before anything is written; UNSUPPORTED where there is no such file system.
 *   Errors of the file system are the browser's own (DOMException), with `serializeToOpfs: <path>: ` in front.
 * @example
 * ```ts
 * const inBrowser = typeof navigator === "object" && "storage" in navigator;
 * if (inBrowser) await serializeToOpfs("runs/1/model.ngc", { weights: tensor([[1, 2]]) });
 * ```
 */
export async function serializeToOpfs(fname: string, object: unknown, options?: LimitsOption): Promise<void> {
  const fn = "serializeToOpfs";
  checkPath(fn, fname);
  const bytes = encodeAs(fn, object, limitsOf(fn, options));
  await inTurn(fn, fname, "exclusive", async () => {
    const { folder, name } = await placeOf(fn, fname, true);
    const file = await folder.getFileHandle(name, { create: true });
    try {
      if (file.createWritable === undefined) await replaceByMove(fn, folder, name, bytes);
      else await swap(await file.createWritable(), bytes);
    } catch (error) {
      // What was only made for this.
      if ((await file.getFile()).size === 0) await folder.removeEntry(name).catch(() => {});
      throw error;
    }
  });
}

/**
 * Reads what {@link serializeToOpfs} wrote, as {@link decode} has it.
 *
 * @throws FormatError for a file that is damaged or no such file. Errors of the file system are the browser's own (DOMException), with
 *   `deserializeFromOpfs: <path>: ` in front.
 * @example
 * ```ts
 * const inBrowser = typeof navigator === "object" && "storage" in navigator;
 * if (inBrowser) await deserializeFromOpfs("runs/1/model.ngc");
 * ```
 */
export async function deserializeFromOpfs(fname: string, options?: LimitsOption): Promise<unknown> {
  const fn = "deserializeFromOpfs";
  checkPath(fn, fname);
  const limits = limitsOf(fn, options);
  const bytes = await inTurn(fn, fname, "shared", async () => {
    const { folder, name } = await placeOf(fn, fname, false);
    const blob = await (await folder.getFileHandle(name)).getFile();
    checkInput(`${fn}: ${fname}`, "file", blob.size, limits.input);
    return blob.arrayBuffer();
  });
  return decodeAs(`${fn}: ${fname}`, bytes, limits);
}

/**
 * A Blob of the bytes that {@link encode} gives: to be downloaded, sent, or kept in IndexedDB.
 *
 * @throws FormatError as {@link encode} does
 * @example
 * ```ts
 * const blob = toBlob({ epoch: 3 });
 * decode(await blob.arrayBuffer()); // => { epoch: 3 }
 * ```
 */
export function toBlob(object: unknown, options?: LimitsOption): Blob {
  const bytes = encode(object, options);
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: "application/octet-stream" });
}

/** What is used of the File System Standard's classes, for which Node's types have no names. */
interface Folder {
  getDirectoryHandle(name: string, options?: { create: boolean }): Promise<Folder>;
  getFileHandle(name: string, options?: { create: boolean }): Promise<Handle>;
  removeEntry(name: string): Promise<void>;
}

interface Handle {
  getFile(): Promise<Blob>;
  createWritable?(): Promise<Writable>;
  createSyncAccessHandle?(): Promise<{
    write(bytes: Uint8Array, options: { at: number }): number;
    flush(): void;
    getSize(): number;
    close(): void;
  }>;
  move?(name: string): Promise<void>;
}

interface Writable {
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

async function placeOf(
  fn: string,
  fname: string,
  create: boolean,
): Promise<{ folder: Folder; name: string }> {
  const storage = (globalThis.navigator as { storage?: { getDirectory?(): Promise<Folder> } } | undefined)
    ?.storage;
  if (storage?.getDirectory === undefined)
    throw new FormatError(
      "UNSUPPORTED",
      `${fn}: a browser with an origin private file system, on a secure page, is required, got a place without one`,
      { format: "file" },
    );
  const names = namesOf(fname);
  let folder = await storage.getDirectory();
  for (const inner of names.slice(0, -1)) folder = await folder.getDirectoryHandle(inner, { create });
  return { folder, name: names[names.length - 1] };
}

/** What is written goes to a copy, which takes the file's place when it is closed. */
async function swap(writable: Writable, bytes: Uint8Array): Promise<void> {
  try {
    await writable.write(bytes);
    await writable.close();
  } catch (error) {
    await writable.abort().catch(() => {});
    throw error;
  }
}

/** For workers of Safari before 26, which has no createWritable: a whole file under another name, which is then renamed. */
async function replaceByMove(fn: string, folder: Folder, name: string, bytes: Uint8Array): Promise<void> {
  const temporary = `.${name}.${globalThis.crypto.randomUUID()}.tmp`;
  const file = await folder.getFileHandle(temporary, { create: true });
  try {
    const access = await file.createSyncAccessHandle?.();
    if (access === undefined || file.move === undefined)
      throw new FormatError("UNSUPPORTED", `${fn}: createWritable, or a worker, is required, got neither`, {
        format: "file",
      });
    try {
      for (let at = 0, written = 1; at < bytes.length && written > 0; at += written)
        written = access.write(bytes.subarray(at), { at });
      access.flush();
      // Chromium 156 says of a write without room that it moved 2^32 - 8 bytes, the number of an error.
      const size = access.getSize();
      if (size !== bytes.length)
        throw new DOMException(
          `room for ${bytes.length} bytes is required, got ${size} of them written`,
          "QuotaExceededError",
        );
    } finally {
      access.close();
    }
    await file.move(name);
  } catch (error) {
    await folder.removeEntry(temporary).catch(() => {});
    throw error;
  }
}

/**
 * Runs `work` when no other page or worker of the origin is writing the file: a file that changes while it is read cannot be read on.
 * The browser's errors, whose messages cannot be changed, get function and path in front.
 */
async function inTurn<T>(
  fn: string,
  fname: string,
  mode: "exclusive" | "shared",
  work: () => Promise<T>,
): Promise<T> {
  const { locks } = (globalThis.navigator ?? {}) as { locks?: Locks };
  try {
    if (locks === undefined) return await work();
    return await locks.request(`@ngc/io ${namesOf(fname).join("/")}`, { mode }, work);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    throw new DOMException(`${fn}: ${fname}: ${error.message}`, error.name);
  }
}

interface Locks {
  request<T>(name: string, options: { mode: string }, work: () => Promise<T>): Promise<T>;
}

function checkPath(fn: string, fname: unknown): void {
  checkName(fn, "fname", fname);
  if (namesOf(fname as string).length === 0) throw wrongValue(fn, "fname must be a path", fname);
}

function namesOf(fname: string): string[] {
  return fname.split("/").filter((name) => name !== "");
}
