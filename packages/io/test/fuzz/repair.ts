import { crc32, inflateRawSync } from "node:zlib";
import { crc32c } from "../../src/crc/crc32c.ts";
import { CHECKED_FROM, HEADER_BYTES, MAGIC } from "../../src/internal/ngc-format.ts";
import { zipEnd } from "../zip-file.ts";
import { BETWEEN_FILES, type FormatName, partsOf } from "./formats.ts";

/** Makes lengths and checksums fit again, without which most mutants get no further than the first look at them. */
export const REPAIRS: { readonly [Name in FormatName]?: (bytes: Uint8Array) => Uint8Array } = {
  ngc: envelope,
  npz: zip,
  npy,
  safetensors,
  pickle: frame,
  model: texts,
};

function envelope(bytes: Uint8Array): Uint8Array {
  if (bytes.length < HEADER_BYTES || bytes[0] !== MAGIC[0]) return bytes;
  const header = viewOf(bytes);
  header.setBigUint64(16, BigInt(bytes.length - HEADER_BYTES), true);
  header.setUint32(12, crc32c(bytes.subarray(CHECKED_FROM)), true);
  return bytes;
}

/** The header's length: up to its last line break. */
function npy(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 12) return bytes;
  const end = bytes.lastIndexOf(0x7d) + 2;
  if (bytes[6] === 1) viewOf(bytes).setUint16(8, Math.max(end - 10, 0), true);
  else viewOf(bytes).setUint32(8, Math.max(end - 12, 0), true);
  return bytes;
}

/** The header's length: up to its last brace. */
function safetensors(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 8) return bytes;
  viewOf(bytes).setBigUint64(0, BigInt(Math.max(bytes.lastIndexOf(0x7d) + 1 - 8, 0)), true);
  return bytes;
}

/** The length of the first frame. */
function frame(bytes: Uint8Array): Uint8Array {
  if (bytes.length >= 11 && bytes[2] === 0x95) viewOf(bytes).setBigUint64(3, BigInt(bytes.length - 11), true);
  return bytes;
}

/** Texts that are sound, and short, so that the arrays and the pickle behind them are read. */
function texts(bytes: Uint8Array): Uint8Array {
  const [, , , npz, ...pickle] = partsOf(Buffer.from(bytes));
  if (npz === undefined) return bytes;
  const roots = '{"z0":{"args":[],"kwargs":{},"modulePath":""}}';
  const parts = [...[roots, "{}", "{}"].map((text) => Buffer.from(text)), zip(npz), ...pickle];
  const between = Buffer.from(BETWEEN_FILES);
  return new Uint8Array(Buffer.concat(parts.flatMap((part) => [between, part]).slice(1)));
}

/** A directory of what looks like members, whose sizes and checksums are made to be those of their bytes. */
function zip(given: Uint8Array): Uint8Array {
  const bytes = Buffer.from(given);
  const starts = everyIndexOf(bytes, "PK\x03\x04").filter((at) => at + 30 <= bytes.length);
  const directoryAt = bytes.indexOf("PK\x01\x02", starts.at(-1) ?? 0, "latin1");
  const end = directoryAt < 0 ? bytes.length : directoryAt;
  const body = bytes.subarray(starts[0] ?? end, end);
  const view = viewOf(body);
  const directory: Buffer[] = [];
  for (const [i, start] of starts.entries()) {
    const offset = start - starts[0];
    const next = (starts[i + 1] ?? end) - starts[0];
    const nameAt = offset + 30;
    if (nameAt > next) continue;
    const extraAt = nameAt + view.getUint16(offset + 26, true);
    const packedAt = extraAt + view.getUint16(offset + 28, true);
    if (packedAt > next) continue;
    const packed = body.subarray(packedAt, next);
    const content = view.getUint16(offset + 8, true) === 8 ? inflated(packed) : packed;
    view.setUint32(offset + 14, crc32(content), true);
    const extra = body.subarray(extraAt, packedAt);
    const isWide = extra.length >= 20 && extra[0] === 1;
    if (isWide) {
      view.setBigUint64(extraAt + 4, BigInt(content.length), true);
      view.setBigUint64(extraAt + 12, BigInt(packed.length), true);
    } else {
      view.setUint32(offset + 18, packed.length, true);
      view.setUint32(offset + 22, content.length, true);
    }
    const header = Buffer.alloc(46);
    header.write("PK\x01\x02", "latin1");
    // The version that made it and the one that it needs, then the fields that both headers share.
    header.set(body.subarray(offset + 4, offset + 6), 4);
    header.set(body.subarray(offset + 4, offset + 30), 6);
    header.writeUInt32LE(offset, 42);
    directory.push(header, body.subarray(nameAt, packedAt));
  }
  const listed = Buffer.concat(directory);
  return new Uint8Array(
    Buffer.concat([body, listed, zipEnd(directory.length / 2, listed.length, body.length)]),
  );
}

function inflated(packed: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: 0x1_0000 });
  } catch {
    return packed;
  }
}

function everyIndexOf(bytes: Buffer, what: string): number[] {
  const found: number[] = [];
  for (let at = bytes.indexOf(what, 0, "latin1"); at >= 0; at = bytes.indexOf(what, at + 4, "latin1"))
    found.push(at);
  return found;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
