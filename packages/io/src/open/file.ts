import type { Stats } from "node:fs";
import {
  checkName,
  type FileSystem,
  inFront,
  nodeModules,
  type Procedure,
  runAsync,
  step,
} from "../files/file-system.ts";
import { openRegular } from "../files/regular-file.ts";
import { FormatError } from "../format-error.ts";
import type { ByteSource, Opening } from "./byte-source.ts";
import { STRIDE_BYTES } from "./stride.ts";

/** A regular file. Its size and time of change are looked at after each read, so that rows of two states are never mixed. */
export async function openFile(opening: Opening, name: string): Promise<ByteSource> {
  const { fn } = opening;
  checkName(fn, "source", name);
  const { fs } = nodeModules(fn);
  const run = async <T>(procedure: Procedure<T>): Promise<T> => {
    try {
      return await runAsync(procedure, fs);
    } catch (error) {
      throw inFront(fn, name, error);
    }
  };
  const { file, was } = await run(open(fn, name, fs.constants));
  return {
    length: was.size,
    read: (at, into) => run(fill(opening, name, file, was, at, into)),
    close: async () => {
      await run(step("close", file));
    },
  };
}

function* open(
  fn: string,
  name: string,
  constants: FileSystem["constants"],
): Procedure<{ file: number; was: Stats }> {
  const file = yield* openRegular(fn, name, constants);
  try {
    return { file, was: yield* step("fstat", file) };
  } catch (error) {
    yield* step("close", file);
    throw error;
  }
}

function* fill(
  { fn, signal }: Opening,
  name: string,
  file: number,
  was: Stats,
  at: number,
  into: Uint8Array,
): Procedure<void> {
  let done = 0;
  while (done < into.length) {
    signal?.throwIfAborted();
    const length = Math.min(into.length - done, STRIDE_BYTES);
    const count = yield* step("read", file, into, done, length, at + done);
    if (count === 0) break;
    done += count;
  }
  const is = yield* step("fstat", file);
  if (done < into.length || is.size !== was.size || is.mtimeMs !== was.mtimeMs)
    throw new FormatError(
      "CHECKSUM",
      `${fn}: ${name}: the file must stay as it was opened, got another state`,
      {
        format: "file",
        path: name,
      },
    );
}
