import { viewOf } from "../decode/bytes.ts";
import { type Crc, continueCrc } from "./crc.ts";

/** Castagnoli's polynomial, reflected. */
const CASTAGNOLI: Crc = { polynomial: 0x82f63b78, kernel: "crc32c", reach: 5275 };

/**
 * The CRC-32C of `bytes`, from 0 to 2^32 - 1: the checksum in {@link encode}'s files, which iSCSI, ext4 and RocksDB use too.
 *
 * It tells bytes that were changed by chance from those that were not; it keeps nobody from changing both.
 *
 * @throws TypeError unless `bytes` is a Uint8Array or an ArrayBuffer that is still attached
 * @example
 * ```ts
 * crc32c(new TextEncoder().encode("123456789")); // => 0xe3069283
 * ```
 */
export function crc32c(bytes: Uint8Array | ArrayBuffer): number {
  return crc32cFrom(viewOf("crc32c", bytes), 0);
}

/** The CRC-32C of `bytes` from `start` on. */
export function crc32cFrom(bytes: Uint8Array, start: number): number {
  return continueCrc(CASTAGNOLI, 0, bytes, start);
}
