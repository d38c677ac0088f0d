import { describe } from "@ngc/tensor/authoring";
import { LONGEST_INTEGER, narrowed } from "../../internal/integers.ts";
import { ByteCursor } from "../byte-cursor.ts";
import type { Item } from "./nodes.ts";
import { OP } from "./opcodes.ts";

/** A place in a pickle, and the operations that stand for one value each. */
export class PickleCursor extends ByteCursor {
  constructor(fn: string, bytes: Uint8Array) {
    super(fn, "pickle", bytes, 0);
  }

  /** The value that an operation pushes, or undefined for one that does something else. */
  protected literal(op: number): Item | undefined {
    switch (op) {
      case OP.NONE:
        return null;
      case OP.NEWTRUE:
        return true;
      case OP.NEWFALSE:
        return false;
      case OP.BININT:
        return this.view.getInt32(this.skip(4), true);
      case OP.BININT1:
        return this.length(1);
      case OP.BININT2:
        return this.length(2);
      case OP.INT:
        return this.#int(this.line());
      case OP.LONG:
        return this.#integer(this.line().replace(/L$/, ""));
      case OP.LONG1:
        return this.#long(this.length(1));
      case OP.LONG4:
        return this.#long(this.length(4));
      case OP.FLOAT:
        return this.#float(this.line());
      case OP.BINFLOAT:
        return this.view.getFloat64(this.skip(8));
      case OP.UNICODE:
        return this.#unescaped(this.line());
      case OP.SHORT_BINUNICODE:
        return this.string(this.length(1));
      case OP.BINUNICODE:
        return this.string(this.length(4));
      case OP.BINUNICODE8:
        return this.string(this.length(8));
      case OP.SHORT_BINBYTES:
        return this.#bytes(this.length(1));
      case OP.BINBYTES:
        return this.#bytes(this.length(4));
      case OP.BINBYTES8:
      case OP.BYTEARRAY8:
        return this.#bytes(this.length(8));
      case OP.EMPTY_TUPLE:
        return { kind: "tuple", items: [] };
      case OP.EMPTY_LIST:
        return { kind: "list", items: [] };
      case OP.EMPTY_DICT:
        return { kind: "dict", items: [] };
      case OP.EMPTY_SET:
        return { kind: "set", items: [] };
      default:
        return undefined;
    }
  }

  /** A whole number of 1, 2, 4 or 8 bytes; one of 8 is a length, whose bytes must be there. */
  protected length(bytes: 1 | 2 | 4 | 8): number {
    const at = this.skip(bytes);
    if (bytes === 1) return this.bytes[at];
    if (bytes === 2) return this.view.getUint16(at, true);
    if (bytes === 4) return this.view.getUint32(at, true);
    const length = Number(this.view.getBigUint64(at, true));
    this.need(length, true);
    return length;
  }

  /** The text up to the end of its line, a character a byte. */
  protected line(): string {
    const end = this.bytes.indexOf(0x0a, this.at);
    if (end === -1) this.fail("TRUNCATED", "a line must end, got the end of the pickle");
    let text = "";
    for (let at = this.at; at < end; at += 4096)
      text += String.fromCharCode(...this.bytes.subarray(at, Math.min(at + 4096, end)));
    this.at = end + 1;
    return text;
  }

  #bytes(length: number): Item {
    const start = this.skip(length);
    return { kind: "bytes", bytes: this.bytes.subarray(start, this.at) };
  }

  /** Protocols 0 and 1 have no other booleans. */
  #int(text: string): Item {
    return text === "01" ? true : text === "00" ? false : this.#integer(text);
  }

  #integer(text: string): number | bigint {
    this.#short(text.length);
    if (!/^-?\d+$/.test(text)) this.fail("BAD_HEADER", `an integer is required, got ${describe(text)}`);
    return narrowed(BigInt(text));
  }

  /** Two's complement, the lowest byte first. */
  #long(length: number): number | bigint {
    this.need(length);
    this.#short(length);
    const start = this.skip(length);
    let hex = "";
    for (let at = this.at - 1; at >= start; at--) hex += this.bytes[at].toString(16).padStart(2, "0");
    return narrowed(BigInt.asIntN(8 * length, BigInt(`0x${hex || 0}`)));
  }

  #short(length: number): void {
    if (length > LONGEST_INTEGER)
      this.fail("LIMIT", `an integer may be ${LONGEST_INTEGER} long, got ${length}`, LONGEST_INTEGER);
  }

  #float(text: string): number {
    if (/^-?\d+(\.\d*)?(e[+-]?\d+)?$/.test(text)) return Number(text);
    if (text === "nan") return Number.NaN;
    if (text === "inf") return Number.POSITIVE_INFINITY;
    if (text === "-inf") return Number.NEGATIVE_INFINITY;
    return this.fail("BAD_HEADER", `a float is required, got ${describe(text)}`);
  }

  /** Python's raw-unicode-escape: Latin-1, in which `\u` and `\U` stand for what else there is. */
  #unescaped(text: string): string {
    return text.replace(/\\(u[\da-fA-F]{4}|U[\da-fA-F]{8}|.)/gs, (match: string, code: string) => {
      if (!/^[uU]/.test(code)) return match;
      const point = Number.parseInt(code.slice(1), 16);
      if (code.length === 1 || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
        return this.fail("BAD_UTF8", `strings must hold characters of Unicode, got ${describe(match)}`);
      return String.fromCodePoint(point);
    });
  }
}
