import { Buffer } from "node:buffer";
import { crc32, deflateRawSync } from "node:zlib";

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
  readonly deflated?: boolean;
  /** What both headers say. */
  readonly both?: Partial<Fields>;
  readonly local?: Partial<Fields>;
  readonly central?: Partial<Fields>;
}

/** The members' bytes, the directory and where it begins: the parts of a zip file. */
export function zipParts(members: readonly Member[]): { body: Buffer; directory: Buffer } {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, deflated = false, both, local, central } of members) {
    const packed = deflated ? deflateRawSync(content) : Buffer.from(content);
    const fields: Fields = {
      flags: 0,
      method: deflated ? 8 : 0,
      crc: crc32(content),
      packed: packed.length,
      size: content.length,
      name,
      extra: new Uint8Array(0),
      offset,
      ...both,
    };
    const header = headerOf(0x04034b50, { ...fields, ...local });
    parts.push(header, packed);
    directory.push(headerOf(0x02014b50, { ...fields, ...central }));
    offset += header.length + packed.length;
  }
  return { body: Buffer.concat(parts), directory: Buffer.concat(directory) };
}

function headerOf(signature: number, fields: Fields): Buffer {
  const isCentral = signature === 0x02014b50;
  const header = Buffer.alloc(isCentral ? 46 : 30);
  header.writeUInt32LE(signature);
  const at = isCentral ? 8 : 6;
  const name = Buffer.from(fields.name as string);
  header.writeUInt16LE(fields.flags, at);
  header.writeUInt16LE(fields.method, at + 2);
  header.writeUInt32LE(fields.crc, at + 8);
  header.writeUInt32LE(fields.packed, at + 12);
  header.writeUInt32LE(fields.size, at + 16);
  header.writeUInt16LE(name.length, at + 20);
  header.writeUInt16LE(fields.extra.length, at + 22);
  if (isCentral) header.writeUInt32LE(fields.offset, 42);
  return Buffer.concat([header, name, fields.extra]);
}

/** The end record, whose fields may lie. */
export function zipEnd(
  count: number,
  size: number,
  start: number,
  comment: Uint8Array = new Uint8Array(0),
): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(start, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, comment]);
}

/** The record of zip64 that lies at `at`, and the locator that points to it. */
export function zip64End(count: number, size: number, start: number, at: number): Buffer {
  const end = Buffer.alloc(76);
  end.writeUInt32LE(0x06064b50);
  end.writeBigUInt64LE(44n, 4);
  for (const [i, field] of [count, count, size, start].entries())
    end.writeBigUInt64LE(BigInt(field), 24 + 8 * i);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(at), 64);
  end.writeUInt32LE(1, 72);
  return end;
}

/** An extra field of zip64. */
export function zip64Extra(...sizes: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * sizes.length);
  extra.writeUInt16LE(1);
  extra.writeUInt16LE(8 * sizes.length, 2);
  for (const [i, size] of sizes.entries()) extra.writeBigUInt64LE(BigInt(size), 4 + 8 * i);
  return extra;
}

/** A zip file of those members. */
export function zipFile(...members: readonly Member[]): Uint8Array {
  const { body, directory } = zipParts(members);
  return new Uint8Array(
    Buffer.concat([body, directory, zipEnd(members.length, directory.length, body.length)]),
  );
}
