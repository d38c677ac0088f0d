import { FormatError } from "../format-error.ts";
import { joined } from "./joined.ts";

/** A browser inflates each piece that it is given at once, to up to 1032 times its size. */
const PIECE_BYTES = 16_384;

/** `bytes` as a raw deflate stream. */
export async function deflate(fn: string, bytes: Uint8Array): Promise<Uint8Array> {
  need(fn, typeof CompressionStream);
  return joined(await piecesOf(bytes, new CompressionStream("deflate-raw"), Number.POSITIVE_INFINITY));
}

/** What a raw deflate stream holds, or its beginning of a little more than `most` bytes. */
export async function inflate(fn: string, packed: Uint8Array, most: number): Promise<Uint8Array> {
  need(fn, typeof DecompressionStream);
  return joined(await piecesOf(packed, new DecompressionStream("deflate-raw"), most));
}

async function piecesOf(
  bytes: Uint8Array,
  through: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array[]> {
  let at = 0;
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      // A copy: streams take no shared memory.
      if (at < bytes.length) controller.enqueue(bytes.slice(at, at + PIECE_BYTES));
      else controller.close();
      at += PIECE_BYTES;
    },
  });
  const reader = source.pipeThrough(through).getReader();
  const pieces: Uint8Array[] = [];
  for (let length = 0; length <= most; ) {
    const { done, value } = await reader.read();
    if (done) return pieces;
    pieces.push(value);
    length += value.length;
  }
  await reader.cancel();
  return pieces;
}

function need(fn: string, kind: string): void {
  if (kind === "undefined")
    throw new FormatError("UNSUPPORTED", `${fn}: CompressionStream is required, got a place without it`, {
      format: "zip",
    });
}
