import { describe, wrongKind } from "@ngc/tensor/authoring";
import { type Format, FormatError } from "../format-error.ts";
import { tagOf } from "../internal/tag-of.ts";
import type { Limits } from "../limits.ts";

/**
 * The bytes to read. Memory that another thread may change is copied first, so that what was checked is what is read.
 *
 * @throws TypeError unless `value` is a Uint8Array or an ArrayBuffer that is still attached
 */
export function bytesOf(fn: string, value: unknown, format: Format, limits: Limits): Uint8Array {
  const bytes = viewOf(fn, value);
  checkInput(fn, format, bytes.length, limits.input);
  return isShared(bytes.buffer) ? bytes.slice() : bytes;
}

/** Throws where there are more bytes than may be read. */
export function checkInput(fn: string, format: Format, length: number, limit: number): void {
  if (length > limit)
    throw new FormatError("LIMIT", `${fn}: at most ${limit} bytes are read, got ${length}`, {
      format,
      limit,
    });
}

/** All bytes of a Uint8Array or an ArrayBuffer, of any realm; TypeError for anything else, and for what is detached. */
export function viewOf(fn: string, value: unknown): Uint8Array {
  if (tagOf(value) === "Uint8Array") {
    const { buffer, byteOffset, length } = value as Uint8Array;
    attached(fn, buffer);
    // Not the value itself: a Buffer's slice is a view of a pool, and a subclass may bring methods of its own.
    return new Uint8Array(buffer, byteOffset, length);
  }
  if (tagOf(value) === "ArrayBuffer") return attached(fn, value as ArrayBuffer);
  throw wrongKind(fn, "bytes must be a Uint8Array or an ArrayBuffer", value);
}

/** A detached buffer looks like an empty one; only making a view tells. */
function attached(fn: string, buffer: ArrayBufferLike): Uint8Array {
  try {
    return new Uint8Array(buffer);
  } catch (cause) {
    throw new TypeError(`${fn}: bytes must not be detached, got ${describe(buffer)}`, { cause });
  }
}

function isShared(buffer: ArrayBufferLike): boolean {
  return tagOf(buffer) === "SharedArrayBuffer";
}
