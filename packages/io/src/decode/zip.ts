import { describe } from "@ngc/tensor/authoring";
import { crc32 } from "../crc/crc32.ts";
import { FormatError } from "../format-error.ts";
import { inflate } from "../internal/deflate.ts";
import type { Limits } from "../limits.ts";
import { type Fail, failing } from "./fail.ts";
import { CENTRAL_BYTES, zipDirectory } from "./zip-directory.ts";

/** A member of a zip file, whose local header agrees with the central directory. */
export interface ZipMember {
  readonly name: string;
  /** Where its local header begins. */
  readonly offset: number;
  /** Of header and packed bytes. */
  readonly length: number;
  readonly deflated: boolean;
  readonly crc: number;
  readonly packed: Uint8Array;
  /** How many bytes it unpacks to. */
  readonly size: number;
}

const LOCAL_BYTES = 30;
const ALL_ONES = 0xffff_ffff;

/** Hints of how hard a deflate stream was pressed, and that names are UTF-8: all else changes how a member is read. */
const KNOWN_FLAGS = 0x0806;
const UTF8 = 0x0800;

/** The most bytes that one of a deflate stream can stand for: 258 in two bits. */
const DEFLATE_MOST = 1032;

/** How far members may inflate whatever the file's size. */
const ALWAYS_INFLATED = 0x100_0000;

/**
 * The members of a zip file, by its central directory.
 *
 * They must lie end to end in that order from the file's first byte to the directory: so there is one way to read the file, and
 * no byte is read twice.
 */
export function zipMembers(fn: string, file: Uint8Array, limits: Limits): ZipMember[] {
  const fail: Fail = failing(fn, "zip");
  const directory = zipDirectory(fail, file, limits);
  const members: ZipMember[] = [];
  let at = directory.start;
  let covered = 0;
  for (let i = 0; i < directory.count; i++) {
    const entry = readHeader(fail, file, at, directory.end, CENTRAL_BYTES);
    if (entry.offset !== covered)
      fail("BAD_HEADER", `members must lie end to end, got one at ${entry.offset} after ${covered}`, {
        offset: at,
      });
    members.push(readMember(fail, file, entry, directory.start));
    at = entry.next;
    covered += members[i].length;
  }
  if (at !== directory.end || covered !== directory.start)
    fail("BAD_HEADER", "members and directory must fill the file, got other bytes between", { offset: at });
  checkSizes(fail, members, file.length, limits);
  return members;
}

/** What a member holds, whole and unchanged. */
export async function unpack(fn: string, member: ZipMember): Promise<Uint8Array> {
  const fail: Fail = failing(fn, "zip");
  const { name, offset, deflated, packed, size, crc } = member;
  const where = { offset, path: name };
  let content = packed;
  if (deflated) {
    try {
      content = await inflate(fn, packed, size);
    } catch (cause) {
      if (cause instanceof FormatError) throw cause;
      fail("BAD_HEADER", `${describe(name)} must be a deflate stream, got other bytes`, { ...where, cause });
    }
  }
  if (content.length !== size)
    fail(
      "LENGTH_LIE",
      `${describe(name)} must unpack to ${size} bytes, got ${content.length > size ? "more" : content.length}`,
      where,
    );
  if (crc32(content) !== crc)
    fail("CHECKSUM", `the checksum of ${describe(name)} must be that of its bytes, got changed bytes`, where);
  return content;
}

/** The member to which an entry of the directory points; it ends before `end`. */
function readMember(fail: Fail, file: Uint8Array, central: Header, end: number): ZipMember {
  const { name, offset, method, crc, size, packed } = central;
  const local = readHeader(fail, file, offset, end, LOCAL_BYTES);
  for (const field of ["flags", "method", "crc", "packed", "size", "name"] as const)
    if (central[field] !== local[field])
      fail(
        "BAD_HEADER",
        `a member's two headers must agree on ${field}, got ${describe(central[field])} and ${describe(local[field])}`,
        { offset },
      );
  if (local.next + packed > end)
    fail("BAD_HEADER", `a member must end before the directory, got ${packed} bytes`, { offset, path: name });
  if (method === 0 && packed !== size)
    fail("BAD_HEADER", `what is stored must be ${packed} bytes, got ${size}`, { offset, path: name });
  const length = local.next + packed - offset;
  const bytes = file.subarray(local.next, local.next + packed);
  return { name, offset, length, deflated: method === 8, crc, packed: bytes, size };
}

interface Header {
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly name: string;
  readonly offset: number;
  readonly next: number;
}

/** A local header, or one of the central directory, which has three fields more. */
function readHeader(fail: Fail, file: Uint8Array, at: number, end: number, length: 30 | 46): Header {
  const isCentral = length === CENTRAL_BYTES;
  const signature = isCentral ? 0x02014b50 : 0x04034b50;
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  if (at + length > end || view.getUint32(at, true) !== signature)
    fail("BAD_HEADER", `a member's ${isCentral ? "entry" : "header"} is required, got other bytes`, {
      offset: at,
    });
  // From here on both have the same fields, but for the central one's comment, disk, attributes and offset.
  const common = at + (isCentral ? 8 : 6);
  const flags = view.getUint16(common, true);
  const method = view.getUint16(common + 2, true);
  checkWays(fail, flags, method, at);
  const name = at + length;
  const extra = name + view.getUint16(common + 20, true);
  const comment = extra + view.getUint16(common + 22, true);
  const next = comment + (isCentral ? view.getUint16(common + 24, true) : 0);
  if (next > end)
    fail("BAD_HEADER", "a member's name must end in its header, got a longer one", { offset: at });
  const fields = [view.getUint32(common + 16, true), view.getUint32(common + 12, true)];
  if (isCentral) {
    fields.push(view.getUint32(common + 34, true));
    if (view.getUint16(common + 26, true) !== 0)
      fail("UNSUPPORTED", "a file of one disk is required, got more", { offset: at });
  }
  const [size, packed, offset = at] = resolveZip64(fail, view, extra, comment, fields);
  return {
    flags,
    method,
    crc: view.getUint32(common + 8, true),
    packed,
    size,
    name: nameOf(fail, file.subarray(name, extra), flags, name),
    offset,
    next,
  };
}

function checkWays(fail: Fail, flags: number, method: number, offset: number): void {
  if (flags & 1) fail("UNSUPPORTED", "members must not be encrypted, got one that is", { offset });
  if (flags & 8)
    fail("UNSUPPORTED", "members must have their sizes in front, got a data descriptor", { offset });
  if (flags & ~KNOWN_FLAGS)
    fail("UNSUPPORTED", `members must have flags within ${KNOWN_FLAGS}, got ${flags}`, { offset });
  if (method !== 0 && method !== 8)
    fail("UNSUPPORTED", `members must be stored (0) or deflated (8), got method ${method}`, { offset });
}

/** The fields, those of all ones taken from the extra field of zip64, which must hold just those. */
function resolveZip64(fail: Fail, view: DataView, start: number, end: number, fields: number[]): number[] {
  const wide = fields.filter((field) => field === ALL_ONES).length;
  let found: number | undefined;
  let at = start;
  while (at < end) {
    const size = at + 4 <= end ? view.getUint16(at + 2, true) : end;
    const id = view.getUint16(at, true);
    if (at + 4 + size > end)
      fail("BAD_HEADER", "extra fields must end in their header, got a longer one", { offset: at });
    // Readers differ in whether this other name counts.
    if (id === 0x7075)
      fail("UNSUPPORTED", "members must have one name, got another in an extra field", { offset: at });
    if (id === 1) {
      if (found !== undefined || size !== 8 * wide)
        fail("BAD_HEADER", "zip64 must give what the header leaves open, once, got something else", {
          offset: at,
        });
      found = at + 4;
    }
    at += 4 + size;
  }
  // Without zip64 all ones would be a size of 2^32 - 1, which is beyond every limit.
  if (wide > 0 && found === undefined) fail("BAD_HEADER", "zip64 is required, got none", { offset: start });
  let next = found ?? end;
  return fields.map((field) => {
    if (field !== ALL_ONES) return field;
    const value = view.getBigUint64(next, true);
    next += 8;
    return value > Number.MAX_SAFE_INTEGER
      ? fail("LENGTH_LIE", `a size must be less than 2^53, got ${value}`, { offset: next - 8 })
      : Number(value);
  });
}

function nameOf(fail: Fail, bytes: Uint8Array, flags: number, offset: number): string {
  if (!(flags & UTF8) && bytes.some((byte) => byte >= 0x80))
    fail("BAD_UTF8", "names must be ASCII or marked as UTF-8, got other bytes", { offset });
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    return fail("BAD_UTF8", "names must be UTF-8, got other bytes", { offset, cause });
  }
}

/** What the members of a file of `length` bytes may inflate to, together. */
export function mostInflated(limits: Limits, length: number): number {
  return Math.min(limits.inflated, Math.max(ALWAYS_INFLATED, limits.ratio * length));
}

/** Throws where members say that they inflate to more than they can, or than may be. */
function checkSizes(fail: Fail, members: readonly ZipMember[], length: number, limits: Limits): void {
  const limit = mostInflated(limits, length);
  let inflated = 0;
  for (const { deflated, packed, size, offset, name } of members) {
    if (!deflated) continue;
    if (size > DEFLATE_MOST * packed.length)
      fail(
        "LENGTH_LIE",
        `${packed.length} bytes inflate to at most ${DEFLATE_MOST} times as many, got ${size}`,
        { offset, path: name },
      );
    inflated += size;
    if (inflated > limit)
      fail("LIMIT", `members may inflate to ${limit} bytes, got more`, { offset, limit, path: name });
  }
}
