import { type Crc, continueCrc } from "./crc.ts";

/** IEEE 802.3's polynomial, reflected. */
const CRC32: Crc = { polynomial: 0xedb88320, kernel: "crc32", reach: 16 * 300 };

/** The CRC-32 of parts that lie end to end: what zip, gzip and PNG use. */
export function crc32(...parts: readonly Uint8Array[]): number {
  let crc = 0;
  for (const part of parts) crc = continueCrc(CRC32, crc, part);
  return crc;
}
