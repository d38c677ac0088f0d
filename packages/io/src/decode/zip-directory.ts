import type { Limits } from "../limits.ts";
import type { Fail } from "./fail.ts";

/** Where the central directory of a zip file lies. */
interface Directory {
  readonly start: number;
  readonly end: number;
  /** How many members it lists. */
  readonly count: number;
}

const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const END64_BYTES = 56;

/** A member's entry, without its name and what comes after that. */
export const CENTRAL_BYTES = 46;

/** The longest comment. */
const COMMENT_MOST = 0xffff;

/** The central directory, which must end where the file's closing records begin. */
export function zipDirectory(fail: Fail, file: Uint8Array, limits: Limits): Directory {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const at = endRecord(fail, file, view);
  if (view.getUint16(at + 4, true) !== 0 || view.getUint16(at + 6, true) !== 0)
    fail("UNSUPPORTED", "a file of one disk is required, got more", { offset: at });
  const short = [
    view.getUint16(at + 8, true),
    view.getUint16(at + 10, true),
    view.getUint32(at + 12, true),
    view.getUint32(at + 16, true),
  ];
  const isZip64 = at >= LOCATOR_BYTES && view.getUint32(at - LOCATOR_BYTES, true) === 0x07064b50;
  const { end, fields } = isZip64 ? end64Record(fail, view, at - LOCATOR_BYTES) : { end: at, fields: short };
  const open = [0xffff, 0xffff, 0xffff_ffff, 0xffff_ffff];
  if (!short.every((field, i) => field === fields[i] || field === open[i]))
    fail("BAD_HEADER", "zip64 must give what the end record leaves open, got something else", { offset: at });
  const [onDisk, count, size, start] = fields;
  if (onDisk !== count) fail("UNSUPPORTED", "a file of one disk is required, got more", { offset: at });
  if (count > limits.tensors)
    fail("LIMIT", `at most ${limits.tensors} members are read, got ${count}`, {
      offset: at,
      limit: limits.tensors,
    });
  if (start + size !== end || count * CENTRAL_BYTES > size)
    fail(
      "BAD_HEADER",
      `a directory of ${count} members must end at ${end}, got ${size} bytes from ${start}`,
      {
        offset: at,
      },
    );
  return { start, end, count };
}

/** Where the end record begins: the last of the file but for a comment, which must not hold another. */
function endRecord(fail: Fail, file: Uint8Array, view: DataView): number {
  const last = file.length - END_BYTES;
  let found: number | undefined;
  for (let at = last; at >= Math.max(0, last - COMMENT_MOST); at--) {
    if (file[at] !== 0x50 || view.getUint32(at, true) !== 0x06054b50) continue;
    const commentEnd = at + END_BYTES + view.getUint16(at + 20, true);
    if (commentEnd === file.length) {
      if (found === undefined) return at;
      fail("BAD_HEADER", "a comment must not hold an end record, got one", { offset: found });
    }
    found ??= at;
  }
  if (found !== undefined) {
    const commentEnd = found + END_BYTES + view.getUint16(found + 20, true);
    if (commentEnd > file.length)
      fail("TRUNCATED", `a comment up to byte ${commentEnd} is required, got ${file.length}`, {
        offset: file.length,
      });
    fail("BAD_HEADER", `the file must end after ${commentEnd} bytes, got ${file.length}`, {
      offset: commentEnd,
    });
  }
  // What a file of members begins with, and one of none.
  const isZip = [0x04034b50, 0x06054b50].some((signature) =>
    [0, 1, 2, 3].every((i) => i >= file.length || file[i] === ((signature >>> (8 * i)) & 255)),
  );
  return isZip
    ? fail("TRUNCATED", `an end record is required, got ${file.length} bytes without it`, {
        offset: file.length,
      })
    : fail("BAD_MAGIC", "a zip file is required, got other bytes", { offset: 0 });
}

/** What the record of zip64 says to which the locator at `at` points, and where it begins. */
function end64Record(fail: Fail, view: DataView, at: number): { end: number; fields: number[] } {
  const end = Number(view.getBigUint64(at + 8, true));
  if (end + END64_BYTES > at || view.getUint32(end, true) !== 0x06064b50)
    fail("BAD_HEADER", "zip64's locator must point to its record, got another place", { offset: at });
  if (end + 12 + Number(view.getBigUint64(end + 4, true)) !== at)
    fail("BAD_HEADER", "zip64's record must end at its locator, got another length", { offset: end });
  if (
    view.getUint32(end + 16, true) !== 0 ||
    view.getUint32(end + 20, true) !== 0 ||
    view.getUint32(at + 16, true) > 1
  )
    fail("UNSUPPORTED", "a file of one disk is required, got more", { offset: end });
  return { end, fields: [24, 32, 40, 48].map((field) => Number(view.getBigUint64(end + field, true))) };
}
