import { crc32cFrom } from "../crc/crc32c.ts";
import { FormatError, type FormatErrorCode } from "../format-error.ts";
import { CHECKED_FROM, HEADER_BYTES, MAGIC, VERSION } from "../internal/ngc-format.ts";
import { type Limits, type LimitsOption, limitsOf } from "../limits.ts";
import { bytesOf } from "./bytes.ts";
import { decodeBody } from "./messagepack.ts";

/**
 * The object whose bytes {@link encode} made, or that of bare MessagePack, as Flax writes it.
 *
 * Objects come back without a prototype, so that no name in a file means more than a name. A map with numbers among its keys
 * becomes a Map; an integer in 64 bits a bigint; Flax's NumPy scalar a tensor of no axes, its array in chunks one tensor; float16,
 * bfloat16 and small integers widen to float32 and int32. Everything is copied from `bytes`, nothing in them is run, and memory stays within a fixed
 * multiple of their length, whatever lengths they claim. Of the keys of one Map or Set 4,096 may be bigints, fractions or numbers from
 * 2^22 on: where V8 puts those is no secret, and a file could choose them so that each is compared with all.
 *
 * @throws FormatError with `code` and `offset` for bytes that are not one whole, sound document
 * @example
 * ```ts
 * decode(encode([1, -0, 2n, undefined])); // => [1, -0, 2n, undefined]
 * decode(Uint8Array.of(0x92, 0x01, 0xa1, 0x61)); // => [1, "a"]
 * ```
 */
export function decode(bytes: Uint8Array | ArrayBuffer, options?: LimitsOption): unknown {
  return decodeAs("decode", bytes, limitsOf("decode", options));
}

/** {@link decode} for a function of another name. */
export function decodeAs(fn: string, given: Uint8Array | ArrayBuffer, limits: Limits): unknown {
  const bytes = bytesOf(fn, given, "ngc", limits);
  return decodeBody(fn, bytes, checkHeader(fn, bytes), limits);
}

/** Where the body begins: after a header that is in order, or at once. */
function checkHeader(fn: string, bytes: Uint8Array): number {
  const fail = (code: FormatErrorCode, message: string, offset: number): never => {
    throw new FormatError(code, `${fn}: ${message}`, { format: "ngc", offset });
  };
  const agreeing = MAGIC.filter((byte, i) => bytes[i] === byte).length;
  if (agreeing < MAGIC.length) {
    // No document begins like this by chance: as MessagePack it would be a map with one key twice.
    if (agreeing >= 6) fail("BAD_MAGIC", "the first bytes must be intact, got some that were changed", 0);
    return 0;
  }
  if (bytes.length < HEADER_BYTES)
    fail("TRUNCATED", `at least ${HEADER_BYTES} bytes are required, got ${bytes.length}`, bytes.length);
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const version = header.getUint32(8, true);
  if (version !== VERSION) fail("BAD_VERSION", `version ${VERSION} is required, got ${version}`, 8);
  const length = header.getBigUint64(16, true);
  const there = BigInt(bytes.length - HEADER_BYTES);
  if (length > there) fail("TRUNCATED", `a body of ${length} bytes is required, got ${there}`, bytes.length);
  if (length < there)
    fail("TRAILING", `the body must end after ${length} bytes, got ${there}`, HEADER_BYTES + Number(length));
  const checksum = crc32cFrom(bytes, CHECKED_FROM);
  if (checksum !== header.getUint32(12, true))
    fail("CHECKSUM", "the checksum must be that of the bytes, got bytes that were changed", 12);
  return HEADER_BYTES;
}
