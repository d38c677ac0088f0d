import { continueCrc, crcTables } from "./crc.ts";

/** Castagnoli's polynomial, reflected. */
const POLYNOMIAL = 0x82f63b78;

let tables: Uint32Array | undefined;

/** The CRC-32C of `bytes` from `start` on: what iSCSI, ext4 and RocksDB use. */
export function crc32c(bytes: Uint8Array, start = 0): number {
  tables ??= crcTables(POLYNOMIAL);
  return continueCrc(tables, 0, bytes, start);
}
