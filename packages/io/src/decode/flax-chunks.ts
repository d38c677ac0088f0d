import type { Tensor } from "@ngc/tensor";
import { allocate, isTensor, makeTensor, sizeOf } from "@ngc/tensor/authoring";
import type { Reader } from "./messagepack.ts";

/** The key by which Flax marks an array of more than 2^30 bytes, which it writes in pieces. */
export const CHUNKED = "__msgpack_chunked_array__";

/** The tensor of Flax's `{ __msgpack_chunked_array__: true, shape: { 0: … }, chunks: { 0: … } }`. */
export function joinChunks(reader: Reader, object: Readonly<Record<string, unknown>>): Tensor {
  const shape = itemsOf(object.shape) as number[] | undefined;
  const chunks = itemsOf(object.chunks) as Tensor[] | undefined;
  const isWhole = object[CHUNKED] === true && Object.keys(object).length === 3;
  if (!isWhole || shape === undefined || !chunks?.length)
    return reader.fail("BAD_HEADER", "an array in chunks must have its mark, shape and chunks, got others");
  const { rank } = reader.limits;
  if (shape.length > rank) reader.fail("LIMIT", `at most ${rank} axes are read, got ${shape.length}`, rank);
  let size = 0;
  for (const chunk of chunks) {
    if (!isTensor(chunk) || chunk.shape.length !== 1)
      return reader.fail("SHAPE", "a chunk must be an array of one axis, got another value");
    if (chunk.dtype !== chunks[0].dtype) reader.fail("DTYPE", "chunks must be of one dtype, got two");
    size += chunk.data.length;
  }
  const isLength = (length: unknown): boolean => Number.isSafeInteger(length) && (length as number) >= 0;
  if (!shape.every(isLength) || sizeOf(shape) !== size)
    reader.fail("SHAPE", `the chunks must fill the shape, got ${size} elements`);
  const { dtype } = chunks[0];
  const data = allocate(dtype, size);
  let at = 0;
  for (const chunk of chunks) {
    data.set(chunk.data as never, at);
    at += chunk.data.length;
  }
  return makeTensor(data as never, shape, dtype) as Tensor;
}

/** A tuple, as Flax writes it: an object of its items by their numbers, which come in order from any object. */
function itemsOf(tuple: unknown): unknown[] | undefined {
  if (typeof tuple !== "object" || tuple === null || Object.getPrototypeOf(tuple) !== null) return undefined;
  return Object.keys(tuple).every((key, i) => key === String(i)) ? Object.values(tuple) : undefined;
}
