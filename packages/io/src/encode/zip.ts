/** A member of a zip file, and where its local header lies. */
export interface ZipEntry {
  /** In UTF-8. */
  readonly name: Uint8Array;
  readonly deflated: boolean;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** The version of zip that has zip64, which NumPy asks for whatever the size. */
const VERSION = 45;

/** 1 January 1980, zip's first day: files do not change by when they are written. */
const FIRST_DAY = 0x21;

/** Where a header's size stands for one that zip64 gives; the directory's are of 4 bytes. */
export const ALL_ONES = 0xffff_ffff;

/** What lies before a member's bytes. As NumPy has it, the sizes are in zip64's extra field. */
export function localHeader(entry: ZipEntry): Uint8Array {
  const { name, packed, size } = entry;
  const header = new Uint8Array(30 + name.length + 20);
  const view = new DataView(header.buffer);
  view.setUint32(0, 0x04034b50, true);
  setCommon(view, 4, { ...entry, packed: ALL_ONES, size: ALL_ONES });
  view.setUint16(28, 20, true);
  header.set(name, 30);
  const extra = 30 + name.length;
  view.setUint16(extra, 1, true);
  view.setUint16(extra + 2, 16, true);
  view.setBigUint64(extra + 4, BigInt(size), true);
  view.setBigUint64(extra + 12, BigInt(packed), true);
  return header;
}

/** The entry of the central directory; its sizes must be less than all ones. */
export function centralHeader(entry: ZipEntry): Uint8Array {
  const header = new Uint8Array(46 + entry.name.length);
  const view = new DataView(header.buffer);
  view.setUint32(0, 0x02014b50, true);
  // Made on Unix, where its owner may read and write it.
  view.setUint16(4, (3 << 8) | VERSION, true);
  setCommon(view, 6, entry);
  view.setUint32(38, 0o600 << 16, true);
  view.setUint32(42, entry.offset, true);
  header.set(entry.name, 46);
  return header;
}

/** What ends a file of `count` members whose directory of `size` bytes begins at `start`. */
export function endRecord(count: number, size: number, start: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(22));
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, start, true);
  return new Uint8Array(view.buffer);
}

/** The fields that both headers have, from the version on. */
function setCommon(view: DataView, at: number, entry: ZipEntry): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 2, entry.name.some((byte) => byte >= 0x80) ? 0x0800 : 0, true);
  view.setUint16(at + 4, entry.deflated ? 8 : 0, true);
  view.setUint16(at + 8, FIRST_DAY, true);
  view.setUint32(at + 10, entry.crc, true);
  view.setUint32(at + 14, entry.packed, true);
  view.setUint32(at + 18, entry.size, true);
  view.setUint16(at + 22, entry.name.length, true);
}
