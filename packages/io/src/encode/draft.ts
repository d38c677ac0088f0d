import { Encoder, ExtData } from "@msgpack/msgpack";
import { totalLength } from "../internal/joined.ts";

/** Bytes whose form depends on where in the file they come to lie. */
export type Placed = (offset: number) => readonly Uint8Array[];

/** A longer document gives its memory back. */
const KEPT_BYTES = 65_536;

/** Kept: a new one and its buffer take longer than a small tensor. */
let encoder: Encoder | undefined;

/** An empty extension in @msgpack's longest form, the only one that tells where it is. */
const GAP_BYTES = 6;

/**
 * What @msgpack writes, with gaps for what it cannot write (-0, which it writes as 0; aligned tensors) or would copy four times.
 */
export class Draft {
  readonly #gaps: { readonly at: number; readonly content: Placed }[] = [];
  #bytes: Uint8Array = new Uint8Array(0);

  /** Stands for `content` in a value that is given to {@link write}. */
  gap(content: Placed): ExtData {
    return new ExtData(0, (dataAt) => {
      this.#gaps.push({ at: dataAt - GAP_BYTES, content });
      return new Uint8Array(0);
    });
  }

  write(value: unknown): void {
    this.#bytes = encoded(value);
  }

  /** The parts of the document, to be laid end to end from `offset` on. */
  place(offset: number): Uint8Array[] {
    const parts: Uint8Array[] = [];
    let from = 0;
    let to = offset;
    for (const { at, content } of this.#gaps) {
      parts.push(this.#bytes.subarray(from, at));
      to += at - from;
      for (const part of content(to)) {
        parts.push(part);
        to += part.length;
      }
      from = at + GAP_BYTES;
    }
    parts.push(this.#bytes.subarray(from));
    return parts;
  }
}

/** A value as @msgpack writes it. */
export function encoded(value: unknown): Uint8Array {
  // Numbers past 32 bits are written as float64, and only bigints as 64-bit integers, so that each comes back as it was.
  encoder ??= new Encoder({ useBigInt64: true, maxDepth: Number.POSITIVE_INFINITY });
  const bytes = encoder.encode(value);
  if (bytes.length > KEPT_BYTES) encoder = undefined;
  return bytes;
}

/** `body` as an extension. The header has six bytes whatever the length, so that the body's place is known beforehand. */
export function extension(type: number, body: Placed): Placed {
  return (offset) => {
    const parts = body(offset + GAP_BYTES);
    const header = new DataView(new ArrayBuffer(GAP_BYTES));
    header.setUint8(0, 0xc9);
    header.setUint32(1, totalLength(parts));
    header.setInt8(5, type);
    return [new Uint8Array(header.buffer), ...parts];
  };
}
