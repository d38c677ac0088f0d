import { ByteCursor } from "./byte-cursor.ts";

/** A place in MessagePack, and what is read there without regard to what it is part of. */
export class MessagePackCursor extends ByteCursor {
  constructor(fn: string, bytes: Uint8Array, start: number) {
    super(fn, "msgpack", bytes, start);
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
}
