import { checkInput } from "../decode/bytes.ts";
import { joined } from "../internal/joined.ts";
import { type FileSystem, MOST_AT_ONCE, type Procedure, step } from "./file-system.ts";
import { openRegular } from "./regular-file.ts";

/** What is read at once of a file that says it is empty, as those of /proc do, or that grows. */
const CHUNK_BYTES = 65_536;

/** The bytes of a regular file, of which there may be `most`, even where it grows while it is read. */
export function* load(
  fn: string,
  name: string,
  most: number,
  constants: FileSystem["constants"],
): Procedure<Uint8Array> {
  const file = yield* openRegular(fn, name, constants);
  try {
    const { size } = yield* step("fstat", file);
    const chunks: Uint8Array[] = [];
    let length = 0;
    while (true) {
      checkInput(`${fn}: ${name}`, "file", Math.max(size, length), most);
      // One byte more than is expected, so that the end of the file shows.
      const room = Math.min(Math.max(size - length, CHUNK_BYTES), most - length, MOST_AT_ONCE) + 1;
      const chunk = new Uint8Array(room);
      const count = yield* step("read", file, chunk, 0, room, null);
      if (count === 0) return chunks.length === 1 ? chunks[0] : joined(chunks);
      chunks.push(chunk.subarray(0, count));
      length += count;
    }
  } finally {
    yield* step("close", file);
  }
}
