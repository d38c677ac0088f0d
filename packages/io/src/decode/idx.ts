import type { Tensor } from "@ngc/tensor";
import { showShape } from "@ngc/tensor/authoring";
import { type Limits, type LimitsOption, limitsOf } from "../limits.ts";
import { bytesOf } from "./bytes.ts";
import { ELEMENT_KINDS, type ElementName } from "./elements.ts";
import { type Fail, failing, needBytes } from "./fail.ts";
import { countOf, type Layout, tensorAt } from "./layout.ts";

/** The longest that a header may be. */
export const IDX_HEADER_BYTES = 4 + 4 * 255;

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
  return decodeIdxAs("decodeIdx", bytes, limitsOf("decodeIdx", options));
}

/** {@link decodeIdx} for a function of another name. */
export function decodeIdxAs(fn: string, bytes: Uint8Array | ArrayBuffer, limits: Limits): Tensor<IdxDType> {
  const file = bytesOf(fn, bytes, "idx", limits);
  const layout = readIdxHeader(fn, file, file.length, limits);
  return tensorAt(failing(fn, "idx"), file, layout) as Tensor<IdxDType>;
}

/**
 * What the header of a file of `length` bytes says, which is in order and fits that length.
 *
 * @param bytes - the file's beginning: all of it, or at least {@link IDX_HEADER_BYTES}
 */
export function readIdxHeader(fn: string, bytes: Uint8Array, length: number, limits: Limits): Layout {
  const fail: Fail = failing(fn, "idx");
  needBytes(fail, 4, length);
  if (bytes[0] !== 0 || bytes[1] !== 0)
    fail("BAD_MAGIC", `the file must begin with two zero bytes, got ${bytes[0]} and ${bytes[1]}`, {
      offset: 0,
    });
  const element = TYPES[bytes[2]];
  if (element === undefined)
    fail("DTYPE", `the type must be one of 8 9 11 12 13 14, got ${bytes[2]}`, { offset: 2 });
  const rank = bytes[3];
  if (rank > limits.rank)
    fail("LIMIT", `there may be ${limits.rank} axes, got ${rank}`, { offset: 3, limit: limits.rank });
  const start = 4 + 4 * rank;
  needBytes(fail, start, length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const count =
    countOf(shape) ??
    fail("OVERFLOW", `the lengths must multiply to less than 2^53, got ${showShape(shape)}`, { offset: 4 });
  const end = start + count * ELEMENT_KINDS[element].size;
  needBytes(fail, end, length);
  if (length > end) fail("TRAILING", `the file must end after ${end} bytes, got ${length}`, { offset: end });
  return { element, little: false, fortran: false, shape, count, start, end };
}
