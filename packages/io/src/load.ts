import { type Procedure, step } from "./file-system.ts";
import { FormatError } from "./format-error.ts";
import { notRegular } from "./save.ts";

const CHUNK_BYTES = 65_536;
const MOST_AT_ONCE = 0x4000_0000;

/** The bytes of a regular file, of which there may be `most`, even where it grows while it is read. */
export function* load(fn: string, name: string, most: number, flags: number): Procedure<Uint8Array> {
  const found = yield* step("stat", name);
  // A folder is left to the read, whose error is Node's own.
  if (!found.isFile() && !found.isDirectory()) throw notRegular(fn, name);
  const file = yield* step("open", name, flags);
  try {
    const { size } = yield* step("fstat", file);
    const chunks: Uint8Array[] = [];
    let length = 0;
    while (true) {
      if (Math.max(size, length) > most)
        throw new FormatError("LIMIT", `${fn}: ${name}: at most ${most} bytes are read, got more`, {
          format: "file",
          limit: most,
        });
      // One byte more than is expected, so that the end of the file shows.
      const room = Math.min(Math.max(size - length, CHUNK_BYTES), most - length, MOST_AT_ONCE) + 1;
      const chunk = new Uint8Array(room);
      const count = yield* step("read", file, chunk, 0, room, null);
      if (count === 0) return joined(chunks, length);
      chunks.push(chunk.subarray(0, count));
      length += count;
    }
  } finally {
    yield* step("close", file);
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  if (chunks.length === 1) return chunks[0];
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
