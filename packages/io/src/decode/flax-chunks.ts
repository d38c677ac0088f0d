import { isTensor, type Tensor } from "@ngc/tensor";
import { allocate, describe, makeTensor } from "@ngc/tensor/authoring";
import type { Reader } from "./messagepack.ts";

/** The key by which Flax marks an array of more than 2^30 bytes, which it writes in pieces. */
export const CHUNKED = "__msgpack_chunked_array__";

/** The tensor of Flax's `{ __msgpack_chunked_array__: true, shape: { 0: … }, chunks: { 0: … } }`. */
export function joinChunks(reader: Reader, pieces: Readonly<Record<string, unknown>>): Tensor {
  const { [CHUNKED]: mark, shape: lengths, chunks: parts, ...others } = pieces;
  if (mark !== true || Object.keys(others).length > 0)
    reader.fail("BAD_HEADER", "an array in chunks must have its mark, shape and chunks, got others");
  const shape = itemsOf(reader, "shape", lengths).map((length) => lengthOf(reader, length));
  if (shape.length > reader.limits.rank)
    reader.fail(
      "LIMIT",
      `at most ${reader.limits.rank} axes are read, got ${shape.length}`,
      reader.limits.rank,
    );
  const chunks = itemsOf(reader, "chunks", parts).map((chunk) => chunkOf(reader, chunk));
  const [first] = chunks;
  if (first === undefined) return reader.fail("BAD_HEADER", "an array in chunks must have some, got none");
  if (chunks.some(({ dtype }) => dtype !== first.dtype))
    reader.fail("DTYPE", `all chunks must be of ${first.dtype}, got another`);
  // What is allocated is what the chunks hold, not what the shape claims.
  const size = chunks.reduce((sum, { data }) => sum + data.length, 0);
  if (shape.reduce((product, length) => product * BigInt(length), 1n) !== BigInt(size))
    reader.fail("SHAPE", `shape [${shape.join(", ")}] needs other than the chunks' ${size} elements`);
  const data = allocate(first.dtype, size);
  let at = 0;
  for (const chunk of chunks) {
    data.set(chunk.data as never, at);
    at += chunk.data.length;
  }
  return makeTensor(data as never, shape, first.dtype) as Tensor;
}

/** A tuple, as Flax writes it: an object of its items by their numbers, in order. */
function itemsOf(reader: Reader, name: string, tuple: unknown): unknown[] {
  const isObject = typeof tuple === "object" && tuple !== null && Object.getPrototypeOf(tuple) === null;
  const items = isObject ? Object.entries(tuple) : undefined;
  if (items?.every(([key], i) => key === String(i))) return items.map(([, item]) => item);
  return reader.fail("BAD_HEADER", `${name} of an array in chunks must be numbered from 0, got other`);
}

function lengthOf(reader: Reader, length: unknown): number {
  if (Number.isSafeInteger(length) && (length as number) >= 0) return length as number;
  return reader.fail("SHAPE", `a shape must hold whole numbers from 0, got ${describe(length)}`);
}

function chunkOf(reader: Reader, chunk: unknown): Tensor {
  if (isTensor(chunk) && chunk.shape.length === 1) return chunk;
  return reader.fail("SHAPE", `a chunk must be an array of one axis, got ${describe(chunk)}`);
}
