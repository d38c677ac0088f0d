import { isWellFormed } from "../internal/is-well-formed.ts";
import { type Limits, OBJECT_VALUES } from "../limits.ts";
import type { Fail } from "./fail.ts";

/** What a value of JSON begins with, which says its kind. */
export type JsonKind = "object" | "array" | "string" | "number" | "word";

/** The values that are words. */
const WORDS: readonly string[] = ["true", "false", "null"];

const SPACES: readonly number[] = [0x20, 0x09, 0x0a, 0x0d];

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * A strict reader of JSON that hands out one value after another, so that whoever reads can stop before much is built.
 *
 * `JSON.parse` lets the last of two equal names win, nests five million deep, and turns `2.0` and `-0` into what a shape may hold.
 */
export class JsonReader {
  at: number;
  readonly #fail: Fail;
  readonly #bytes: Uint8Array;
  readonly #limits: Limits;
  readonly #words: readonly string[];
  #depth = 0;
  #values = 1;
  #text: InstanceType<typeof TextDecoder> | undefined;

  /** Of the text that lies from `start` to the end of `bytes`, in which those words stand for values. */
  constructor(
    fail: Fail,
    bytes: Uint8Array,
    start: number,
    limits: Limits,
    words: readonly string[] = WORDS,
  ) {
    this.#fail = fail;
    this.#bytes = bytes;
    this.#limits = limits;
    this.#words = words;
    this.at = start;
  }

  /** What comes next, to which the reader moves. */
  kind(): JsonKind {
    this.#skipSpaces();
    const byte = this.#bytes[this.at];
    if (byte === 0x7b) return "object";
    if (byte === 0x5b) return "array";
    if (byte === 0x22) return "string";
    // -I is of Python's -Infinity.
    const negative = byte === 0x2d && this.#bytes[this.at + 1] !== 0x49;
    return negative || (byte >= 0x30 && byte <= 0x39) ? "number" : "word";
  }

  /** Calls `visit` at each value of the object at hand; it must read that value. No two have one name. */
  members(visit: (name: string) => void): void {
    const names = new Set<string>();
    // As in MessagePack, names count too.
    this.#container("{", "}", 2, () => {
      const start = this.at;
      const name = this.string();
      if (names.has(name))
        this.#fail("DUPLICATE", `a name must stand once, got ${JSON.stringify(name)} again`, {
          offset: start,
        });
      names.add(name);
      this.#take(":");
      visit(name);
    });
  }

  /** Calls `visit` at each item of the array at hand; it must read that item. */
  items(visit: () => void): void {
    this.#container("[", "]", 1, visit);
  }

  string(): string {
    if (this.kind() !== "string") this.#wrong("a string is required");
    const start = ++this.at;
    let escaped = false;
    for (let byte = this.#bytes[this.at]; byte !== 0x22; byte = this.#bytes[++this.at]) {
      if (!(byte >= 0x20)) this.#wrong("a string must hold no control characters and must end");
      if (byte !== 0x5c) continue;
      escaped = true;
      this.at++;
    }
    const text = this.#utf8(start, this.at);
    this.at++;
    return escaped ? this.#unescaped(text, start) : text;
  }

  /** The letters of the number at hand, which mean more than its value: `2.0` is no length. */
  number(): string {
    if (this.kind() !== "number") this.#wrong("a number is required");
    const start = this.at;
    while (/[-+.\deE]/.test(String.fromCharCode(this.#bytes[this.at]))) this.at++;
    const text = this.#utf8(start, this.at);
    if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(text)) return text;
    this.at = start;
    return this.#wrong("a number must have JSON's form");
  }

  /** Moves past the value at hand, whatever it is. */
  skip(): void {
    const kind = this.kind();
    if (kind === "object") this.members(() => this.skip());
    else if (kind === "array") this.items(() => this.skip());
    else if (kind === "string") this.string();
    else if (kind === "number") this.number();
    else this.word();
  }

  /** The word at hand. */
  word(): string {
    this.#skipSpaces();
    const word = this.#words.find((letters) => this.#starts(letters));
    if (word === undefined) return this.#wrong("a value is required");
    this.at += word.length;
    return word;
  }

  #starts(letters: string): boolean {
    for (let i = 0; i < letters.length; i++)
      if (this.#bytes[this.at + i] !== letters.charCodeAt(i)) return false;
    return true;
  }

  #container(open: string, close: string, values: number, visit: () => void): void {
    const { depth } = this.#limits;
    this.#take(open);
    this.#count(OBJECT_VALUES - 1);
    if (++this.#depth > depth)
      this.#fail("DEPTH", `at most ${depth} containers lie in each other, got more`, {
        offset: this.at,
        limit: depth,
      });
    if (!this.#takes(close)) {
      do {
        this.#count(values);
        this.#skipSpaces();
        visit();
      } while (this.#takes(","));
      this.#take(close);
    }
    this.#depth--;
  }

  #count(count: number): void {
    const { values } = this.#limits;
    this.#values += count;
    if (this.#values > values)
      this.#fail("LIMIT", `at most ${values} values are read, got more`, { offset: this.at, limit: values });
  }

  #take(mark: string): void {
    if (!this.#takes(mark)) this.#wrong(`${mark} is required`);
  }

  #takes(mark: string): boolean {
    this.#skipSpaces();
    if (this.#bytes[this.at] !== mark.charCodeAt(0)) return false;
    this.at++;
    return true;
  }

  #skipSpaces(): void {
    while (SPACES.includes(this.#bytes[this.at])) this.at++;
  }

  #utf8(start: number, end: number): string {
    this.#text ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    try {
      return this.#text.decode(this.#bytes.subarray(start, end));
    } catch (cause) {
      return this.#fail("BAD_UTF8", "strings must be UTF-8, got other bytes", { offset: start, cause });
    }
  }

  #unescaped(text: string, offset: number): string {
    const plain = text.replaceAll(/\\(?:u([\da-fA-F]{4})|(.))/gs, (_, code?: string, letter = "") => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      if (Object.hasOwn(ESCAPES, letter)) return ESCAPES[letter];
      return this.#fail("BAD_HEADER", `an escape must be JSON's, got \\${letter}`, { offset });
    });
    if (!isWellFormed(plain))
      this.#fail("BAD_UTF8", "strings must not hold lone surrogates, got one", { offset });
    return plain;
  }

  #wrong(required: string): never {
    const byte = this.#bytes[this.at];
    const came = byte === undefined ? "its end" : `byte 0x${byte.toString(16).padStart(2, "0")}`;
    return this.#fail("BAD_HEADER", `${required}, got ${came}`, { offset: this.at });
  }
}
