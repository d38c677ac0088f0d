import { type Crc, continueCrc } from "./crc.ts";

/** Castagnoli's polynomial, reflected. */
const CRC32C: Crc = { polynomial: 0x82f63b78, kernel: "crc32c", reach: 5275 };

/** The CRC-32C of `bytes` from `start` on: what iSCSI, ext4 and RocksDB use. */
export function crc32c(bytes: Uint8Array, start = 0): number {
  return continueCrc(CRC32C, 0, bytes, start);
}
