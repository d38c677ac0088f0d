import type { Tensor } from "@ngc/tensor";
import { type Limits, type LimitsOption, limitsOf } from "../limits.ts";
import { bytesOf } from "./bytes.ts";
import { ELEMENT_KINDS } from "./elements.ts";
import { type Fail, failing, needBytes } from "./fail.ts";
import { type Layout, tensorAt } from "./layout.ts";
import { NpyHeaderReader } from "./npy-header.ts";

/** `\x93NUMPY`. */
export const NPY_MAGIC: readonly number[] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** The longest that what comes before the header can be: magic, version, the header's length. */
export const NPY_PREAMBLE_BYTES = 12;

/** What NumPy takes for the longest header that is safe, in bytes. */
export const NPY_DEFAULTS: Partial<Limits> = { header: 10_000 };

/**
 * The tensor in a file of NumPy's npy format, versions 1 to 3: the inverse of {@link encodeNpy}.
 *
 * Both byte orders and Fortran's order are read; int8, int16 and uint16 become int32, float16 becomes float32. Objects,
 * structures, texts, dates and complex numbers are refused, and nothing is ever unpickled.
 *
 * @throws FormatError if the bytes are not one whole npy file
 * @example
 * ```ts
 * decodeNpy(encodeNpy(tensor([[1, 2], [3, 4]]))); // => [[1, 2], [3, 4]]
 * ```
 * @python numpy.load
 */
export function decodeNpy(bytes: Uint8Array | ArrayBuffer, options?: LimitsOption): Tensor {
  const limits = limitsOf("decodeNpy", options, NPY_DEFAULTS);
  return decodeNpyAs("decodeNpy", bytesOf("decodeNpy", bytes, "npy", limits), limits);
}

/** {@link decodeNpy} for a function of another name, which has looked at its arguments. */
export function decodeNpyAs(fn: string, file: Uint8Array, limits: Limits): Tensor {
  const layout = readNpyHeader(fn, file, file.length, limits);
  return tensorAt(failing(fn, "npy"), file, layout);
}

/**
 * What the header of a file of `length` bytes says, which is in order and fits that length.
 *
 * @param bytes - the file's beginning: all of it, or at least `NPY_PREAMBLE_BYTES + limits.header`
 */
export function readNpyHeader(fn: string, bytes: Uint8Array, length: number, limits: Limits): Layout {
  const fail: Fail = failing(fn, "npy");
  checkMagic(fail, bytes);
  needBytes(fail, 10, length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const version = bytes[6];
  if (version < 1 || version > 3 || bytes[7] !== 0)
    fail("BAD_VERSION", `version 1.0, 2.0 or 3.0 is required, got ${version}.${bytes[7]}`, { offset: 6 });
  const from = version === 1 ? 10 : 12;
  needBytes(fail, from, length);
  const size = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  needBytes(fail, from + size, length);
  if (size > limits.header)
    fail("LIMIT", `a header has at most ${limits.header} bytes, got ${size}`, {
      offset: 8,
      limit: limits.header,
    });
  const text = textOf(fail, bytes.subarray(from, from + size), version, from);
  const header = new NpyHeaderReader(fail, text, from, limits).read();
  const start = from + size;
  const end = start + header.count * ELEMENT_KINDS[header.element].size;
  needBytes(fail, end, length);
  if (length > end) fail("TRAILING", `the file must end after ${end} bytes, got ${length}`, { offset: end });
  return { ...header, start, end };
}

function checkMagic(fail: Fail, bytes: Uint8Array): void {
  const wrong = NPY_MAGIC.findIndex((byte, i) => i < bytes.length && bytes[i] !== byte);
  if (wrong < 0) return;
  // How every pickle since protocol 2 begins; NumPy would run it.
  if (bytes[0] === 0x80 && bytes[1] > 1 && bytes[1] < 6)
    fail("UNSAFE_PICKLE", "an npy file is required, got a pickle", { offset: 0 });
  fail("BAD_MAGIC", "the file must begin with \\x93NUMPY, got other bytes", { offset: wrong });
}

function textOf(fail: Fail, header: Uint8Array, version: number, offset: number): string {
  try {
    return new TextDecoder(version === 3 ? "utf-8" : "latin1", { fatal: true, ignoreBOM: true }).decode(
      header,
    );
  } catch {
    return fail("BAD_UTF8", "the header must be UTF-8, got other bytes", { offset });
  }
}
