import { crc32cFrom } from "../crc/crc32c.ts";
import { joined, totalLength } from "../internal/joined.ts";
import { CHECKED_FROM, HEADER_BYTES, MAGIC, VERSION } from "../internal/ngc-format.ts";
import { type Limits, type LimitsOption, limitsOf } from "../limits.ts";
import { encodeBody } from "./messagepack.ts";
import { newFile } from "./tensors.ts";

/**
 * The bytes of `object`: magic, version, checksum (CRC-32C), length, and the object as MessagePack.
 *
 * Tensors of every dtype, keys, typed arrays, Map, Set, Date, BigInt (64 bits), undefined, -0 and NaN come back as they are;
 * plain objects come back without a prototype, a Buffer as a Uint8Array, an object that is held twice as two.
 * Whatever else there is (functions, symbols, class instances, holes, cycles, lone surrogates) is refused with its path.
 *
 * @throws FormatError with `code` and `path`, as `$.a.b`, for a value that would not come back
 * @example
 * ```ts
 * decode(encode({ weights: tensor([[1, 2]]), epoch: 3 })); // => { weights: [[1, 2]], epoch: 3 }
 * ```
 */
export function encode(object: unknown, options?: LimitsOption): Uint8Array {
  return encodeAs("encode", object, limitsOf("encode", options));
}

/** {@link encode} for a function of another name. */
export function encodeAs(fn: string, object: unknown, limits: Limits): Uint8Array {
  const parts = encodeBody(fn, object, limits, HEADER_BYTES);
  const length = totalLength(parts);
  const file = newFile(fn, "ngc", HEADER_BYTES + length, limits);
  const header = new DataView(file.buffer);
  file.set(MAGIC);
  header.setUint32(8, VERSION, true);
  header.setBigUint64(16, BigInt(length), true);
  joined(parts, file.subarray(HEADER_BYTES));
  header.setUint32(12, crc32cFrom(file, CHECKED_FROM), true);
  return file;
}
