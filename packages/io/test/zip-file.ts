import { crc32 } from "../src/crc/crc32.ts";
import { joined } from "../src/internal/joined.ts";
import { utf8 } from "./bytes.ts";

/** A header's fields, each of which may lie. */
interface Fields {
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly name: string | Uint8Array;
  readonly extra: Uint8Array;
  readonly offset: number;
}

/** A member, and what its headers say of it that is not so. */
export interface Member {
  readonly name: string | Uint8Array;
  readonly content: Uint8Array;
  /** The content as `deflated` has it; a member without it is stored. */
  readonly packed?: Uint8Array;
  /** What both headers say. */
  readonly both?: Partial<Fields>;
  readonly local?: Partial<Fields>;
  readonly central?: Partial<Fields>;
}

/** The member with its content deflated, by the platform's zlib. */
export async function deflated(member: Member): Promise<Member> {
  const stream = new Blob([member.content as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new CompressionStream("deflate-raw"));
  return { ...member, packed: new Uint8Array(await new Response(stream).arrayBuffer()) };
}

/** The members' bytes, the directory and where it begins: the parts of a zip file. */
export function zipParts(members: readonly Member[]): { body: Uint8Array; directory: Uint8Array } {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, content, packed, both, local, central } of members) {
    const data = packed ?? content;
    const fields: Fields = {
      flags: 0,
      method: packed === undefined ? 0 : 8,
      crc: crc32(content),
      packed: data.length,
      size: content.length,
      name,
      extra: new Uint8Array(0),
      offset,
      ...both,
    };
    const header = headerOf(0x04034b50, { ...fields, ...local });
    parts.push(header, data);
    directory.push(headerOf(0x02014b50, { ...fields, ...central }));
    offset += header.length + data.length;
  }
  return { body: joined(parts), directory: joined(directory) };
}

/** Zeros, of which the view's fields are set. */
function record(length: number): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(length);
  return { bytes, view: new DataView(bytes.buffer) };
}

function headerOf(signature: number, fields: Fields): Uint8Array {
  const isCentral = signature === 0x02014b50;
  const { bytes, view } = record(isCentral ? 46 : 30);
  const at = isCentral ? 8 : 6;
  const name = typeof fields.name === "string" ? utf8(fields.name) : fields.name;
  view.setUint32(0, signature, true);
  view.setUint16(at, fields.flags, true);
  view.setUint16(at + 2, fields.method, true);
  view.setUint32(at + 8, fields.crc, true);
  view.setUint32(at + 12, fields.packed, true);
  view.setUint32(at + 16, fields.size, true);
  view.setUint16(at + 20, name.length, true);
  view.setUint16(at + 22, fields.extra.length, true);
  if (isCentral) view.setUint32(42, fields.offset, true);
  return joined([bytes, name, fields.extra]);
}

/** The end record, whose fields may lie. */
export function zipEnd(
  count: number,
  size: number,
  start: number,
  comment: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const { bytes, view } = record(22);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, start, true);
  view.setUint16(20, comment.length, true);
  return joined([bytes, comment]);
}

/** The record of zip64 that lies at `at`, and the locator that points to it. */
export function zip64End(count: number, size: number, start: number, at: number): Uint8Array {
  const { bytes, view } = record(76);
  view.setUint32(0, 0x06064b50, true);
  view.setBigUint64(4, 44n, true);
  for (const [i, field] of [count, count, size, start].entries())
    view.setBigUint64(24 + 8 * i, BigInt(field), true);
  view.setUint32(56, 0x07064b50, true);
  view.setBigUint64(64, BigInt(at), true);
  view.setUint32(72, 1, true);
  return bytes;
}

/** An extra field of zip64. */
export function zip64Extra(...sizes: readonly number[]): Uint8Array {
  const { bytes, view } = record(4 + 8 * sizes.length);
  view.setUint16(0, 1, true);
  view.setUint16(2, 8 * sizes.length, true);
  for (const [i, size] of sizes.entries()) view.setBigUint64(4 + 8 * i, BigInt(size), true);
  return bytes;
}

/** A zip file of those members. */
export function zipFile(...members: readonly Member[]): Uint8Array {
  const { body, directory } = zipParts(members);
  return joined([body, directory, zipEnd(members.length, directory.length, body.length)]);
}
