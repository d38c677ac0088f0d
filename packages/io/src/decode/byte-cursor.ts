import { type Format, FormatError, type FormatErrorCode } from "../format-error.ts";
import { lostOrLie } from "./fail.ts";

/** A place in bytes that are read in one direction, of any format. */
export class ByteCursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
  /** Where what is being read must end: the document, or a part of it. */
  protected end: number;
  readonly #fn: string;
  readonly #format: Format;
  #text: InstanceType<typeof TextDecoder> | undefined;

  constructor(fn: string, format: Format, bytes: Uint8Array, start: number) {
    this.#fn = fn;
    this.#format = format;
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = start;
    this.end = bytes.length;
  }

  readonly fail: (code: FormatErrorCode, message: string, limit?: number) => never = (
    code,
    message,
    limit,
  ) => {
    throw new FormatError(code, `${this.#fn}: ${message} (byte ${this.at})`, {
      format: this.#format,
      offset: this.at,
      limit,
    });
  };

  /** Moves past `length` bytes, which must be there, and gives where they began. */
  skip(length: number): number {
    const start = this.at;
    this.need(length);
    this.at += length;
    return start;
  }

  /** Throws unless `length` more bytes are there; `wide` where more bits than usual say so. */
  need(length: number, wide = false): void {
    const left = this.end - this.at;
    if (length <= left) return;
    // A count written in more bits than it needs is taken for a lie, not for a truncated file.
    this.fail(wide ? "LENGTH_LIE" : lostOrLie(length - left), `${length} bytes are required, got ${left}`);
  }

  /** The next `length` bytes as UTF-8. */
  string(length: number): string {
    const start = this.skip(length);
    // 3 times as fast as a TextDecoder, for names are short.
    if (length < 32) {
      let text = "";
      let at = start;
      while (at < this.at && this.bytes[at] < 0x80) text += String.fromCharCode(this.bytes[at++]);
      if (at === this.at) return text;
    }
    this.#text ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    try {
      return this.#text.decode(this.bytes.subarray(start, this.at));
    } catch {
      return this.fail("BAD_UTF8", "strings must be UTF-8, got other bytes");
    }
  }
}
