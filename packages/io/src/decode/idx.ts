import type { Tensor } from "@ngc/tensor";
import { makeTensor } from "@ngc/tensor/authoring";
import { FormatError, type FormatErrorCode } from "../format-error.ts";
import { type LimitsOption, limitsOf } from "../limits.ts";
import { bytesOf } from "./bytes.ts";
import { ELEMENT_KINDS, type ElementName, readElements } from "./elements.ts";

/** Third byte of the file to the elements it says. */
const TYPES: { readonly [code: number]: ElementName } = {
  8: "uint8",
  9: "int8",
  11: "int16",
  12: "int32",
  13: "float32",
  14: "float64",
};

/** The dtypes that an idx file may come to have. */
export type IdxDType = "uint8" | "int32" | "float32" | "float64";

/**
 * The tensor in a file of MNIST's idx format: `0 0 type rank`, the lengths of the axes, the elements, all big-endian.
 *
 * Bytes stay uint8; signed 8- and 16-bit integers become int32. The file must be unpacked (no `.gz`).
 *
 * @throws FormatError if the bytes are not one whole idx file
 * @example
 * ```ts
 * decodeIdx(Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 2, 7, 9)); // => [[7, 9]]
 * ```
 */
export function decodeIdx(bytes: Uint8Array | ArrayBuffer, options?: LimitsOption): Tensor<IdxDType> {
  const limits = limitsOf("decodeIdx", options);
  const file = bytesOf("decodeIdx", bytes, "idx", limits);
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  need(file, 4);
  if (file[0] !== 0 || file[1] !== 0)
    fail("BAD_MAGIC", `the file must begin with two zero bytes, got ${file[0]} and ${file[1]}`, 0);
  const name = TYPES[file[2]];
  if (name === undefined) fail("DTYPE", `the type must be one of 8 9 11 12 13 14, got ${file[2]}`, 2);
  const rank = file[3];
  if (rank > limits.rank) fail("LIMIT", `there may be ${limits.rank} axes, got ${rank}`, 3, limits.rank);
  const start = 4 + 4 * rank;
  need(file, start);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  // As a bigint, for a product of doubles would round; a zero among the lengths hides no lie in the others.
  const product = shape.reduce((size, length) => size * BigInt(length || 1), 1n);
  if (product > Number.MAX_SAFE_INTEGER)
    fail("OVERFLOW", `the lengths must multiply to less than 2^53, got [${shape.join(", ")}]`, 4);
  const count = shape.includes(0) ? 0 : Number(product);
  const { size, dtype } = ELEMENT_KINDS[name];
  const end = start + count * size;
  need(file, end);
  if (file.length > end) fail("TRAILING", `the file must end after ${end} bytes, got ${file.length}`, end);
  return makeTensor(readElements(file, start, count, name, false) as never, shape, dtype as IdxDType);
}

function need(file: Uint8Array, length: number): void {
  if (file.length < length)
    fail("TRUNCATED", `at least ${length} bytes are required, got ${file.length}`, file.length);
}

function fail(code: FormatErrorCode, message: string, offset: number, limit?: number): never {
  throw new FormatError(code, `decodeIdx: ${message}`, { format: "idx", offset, limit });
}
