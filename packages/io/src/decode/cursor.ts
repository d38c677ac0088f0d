import { FormatError, type FormatErrorCode } from "../format-error.ts";

/** A length that promises more than this beyond the end is taken for a lie, less for the end of a file that was cut off. */
const LOST_AT_MOST = 4096;

/** A place in MessagePack, and what is read there without regard to what it is part of. */
export class Cursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
  /** Where what is being read must end: the document, or an extension in it. */
  protected end: number;
  readonly #fn: string;
  #text: InstanceType<typeof TextDecoder> | undefined;

  constructor(fn: string, bytes: Uint8Array, start: number) {
    this.#fn = fn;
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
      format: "msgpack",
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

  /** How many values the array at hand holds. */
  arrayLength(): number {
    const type = this.unsigned(1);
    if (type >= 0x90 && type < 0xa0) return type & 15;
    if (type === 0xdc) return this.unsigned(2);
    return type === 0xdd
      ? this.unsigned(4)
      : this.fail("BAD_HEADER", `an array is required, got type ${type}`);
  }

  /** Moves past the binary at hand; its bytes end where the reader then is. */
  binaryLength(): number {
    const type = this.unsigned(1);
    if (type < 0xc4 || type > 0xc6) this.fail("BAD_HEADER", `binary is required, got type ${type}`);
    const length = this.unsigned(1 << (type - 0xc4));
    this.skip(length);
    return length;
  }

  /** A whole number of 1, 2 or 4 bytes. */
  protected unsigned(bytes: number): number {
    const at = this.skip(bytes);
    return bytes === 1 ? this.bytes[at] : bytes === 2 ? this.view.getUint16(at) : this.view.getUint32(at);
  }

  /** Throws unless `length` more bytes are there; `wide` where a length of 32 bits says so. */
  protected need(length: number, wide = false): void {
    const left = this.end - this.at;
    if (length <= left) return;
    // Nothing tells a document that was cut off from one that lies; but who counts few values in 32 bits, or misses this much, lies.
    const code = wide || length - left > LOST_AT_MOST ? "LENGTH_LIE" : "TRUNCATED";
    this.fail(code, `${length} bytes are required, got ${left}`);
  }

  protected string(length: number): string {
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

  protected binary(length: number): Uint8Array {
    const start = this.skip(length);
    return this.bytes.slice(start, this.at);
  }
}
