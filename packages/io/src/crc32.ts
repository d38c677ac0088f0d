import { continueCrc, crcTables } from "./crc.ts";

/** IEEE 802.3's polynomial, reflected. */
const POLYNOMIAL = 0xedb88320;

let tables: Uint32Array | undefined;

/** The CRC-32 of parts that lie end to end: what zip, gzip and PNG use. */
export function crc32(...parts: readonly Uint8Array[]): number {
  tables ??= crcTables(POLYNOMIAL);
  let crc = 0;
  for (const part of parts) crc = continueCrc(tables, crc, part);
  return crc;
}
