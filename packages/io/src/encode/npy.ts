import type { DType, Tensor, TensorLike } from "@ngc/tensor";
import { NPY_DEFAULTS, NPY_MAGIC } from "../decode/npy.ts";
import { FormatError } from "../format-error.ts";
import { type Limits, type LimitsOption, limitsOf } from "../limits.ts";
import { elementBytes, newFile, tensorToWrite } from "./tensors.ts";

/** By itself: made of the reader's NPY_TYPES, it would cost a bundle of encodeNpy 71 bytes. */
const DESCR: { readonly [D in DType]: string } = {
  bool: "|b1",
  uint8: "|u1",
  int32: "<i4",
  uint32: "<u4",
  int64: "<i8",
  uint64: "<u8",
  float32: "<f4",
  float64: "<f8",
};

/** Magic, version 1.0 and the header's length. */
const PREAMBLE_BYTES = 10;

/** NumPy leaves room for the first axis to grow to this many digits. */
const GROWTH_DIGITS = 21;

/**
 * `x` as a file of NumPy's npy format, version 1.0: byte for byte what `numpy.save` writes.
 *
 * @throws FormatError if it would not come back
 * @example
 * ```ts
 * encodeNpy([[1, 2]]).length; // => 136
 * decodeNpy(encodeNpy([[1, 2]])); // => [[1, 2]]
 * ```
 * @python numpy.save
 */
export function encodeNpy(x: TensorLike, options?: LimitsOption): Uint8Array {
  const limits = limitsOf("encodeNpy", options, NPY_DEFAULTS);
  const tensor = tensorToWrite("encodeNpy", "npy", "x", x, limits);
  const header = npyHeader("encodeNpy", tensor, limits);
  const elements = elementBytes(tensor.data);
  const file = newFile("encodeNpy", "npy", header.length + elements.length, limits);
  file.set(header);
  file.set(elements, header.length);
  return file;
}

/** All of a file but the elements, which begin at a multiple of 64. */
export function npyHeader(fn: string, { shape, dtype }: Tensor, limits: Limits): Uint8Array {
  const lengths = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const growth = shape.length === 0 ? 0 : GROWTH_DIGITS - String(shape[0]).length;
  const text = `{'descr': '${DESCR[dtype]}', 'fortran_order': False, 'shape': (${lengths}), }${" ".repeat(growth)}`;
  // NumPy pads by 1 to 64 spaces, never by none.
  const end = Math.floor((PREAMBLE_BYTES + text.length + 1) / 64) * 64 + 64;
  const size = end - PREAMBLE_BYTES;
  const most = Math.min(limits.header, 0xffff);
  if (size > most)
    throw new FormatError("LIMIT", `${fn}: a header has at most ${most} bytes, got ${size}`, {
      format: "npy",
      limit: most,
    });
  const letters = Array.from(`${text.padEnd(size - 1)}\n`, (letter) => letter.charCodeAt(0));
  return Uint8Array.of(...NPY_MAGIC, 1, 0, size & 255, size >> 8, ...letters);
}
