import { describe } from "@ngc/tensor/authoring";
import type { Limits } from "../limits.ts";
import { ELEMENT_KINDS, type ElementName } from "./elements.ts";
import type { Fail } from "./fail.ts";
import { countOf, type Layout } from "./layout.ts";

/** In bytes. */
const LARGEST_ELEMENT = 8;

/** What follows the byte order in `descr`. */
export const NPY_TYPES: Readonly<Record<string, ElementName>> = {
  b1: "bool",
  i1: "int8",
  i2: "int16",
  i4: "int32",
  i8: "int64",
  u1: "uint8",
  u2: "uint16",
  u4: "uint32",
  u8: "uint64",
  f2: "float16",
  f4: "float32",
  f8: "float64",
};

/** What a header says of a tensor, which need not be there. */
export type NpyFacts = Pick<Layout, "element" | "little" | "fortran" | "shape" | "count">;

/** Reads the literal of a Python dict that a header is, by a regular grammar: nothing in it nests, nothing is evaluated. */
export class NpyHeaderReader {
  readonly #fail: Fail;
  readonly #text: string;
  readonly #offset: number;
  readonly #rank: number;
  #at = 0;
  #header: { -readonly [K in keyof NpyFacts]?: NpyFacts[K] } = {};

  constructor(fail: Fail, text: string, offset: number, limits: Limits) {
    this.#fail = fail;
    this.#text = text;
    this.#offset = offset;
    this.#rank = limits.rank;
  }

  read(): NpyFacts {
    const strange = this.#text.search(/[^\t\n\f\r -~]/);
    if (strange >= 0) {
      this.#at = strange;
      // Letters beyond ASCII are names in a structure.
      const code = this.#text.charCodeAt(strange) < 0x80 ? "BAD_HEADER" : "DTYPE";
      this.#fail(code, `a header must be ASCII, got ${describe(this.#text[strange])}`, this.#where());
    }
    this.#take(/\s*\{\s*/y, "a header must be a dict");
    while (this.#match(/\}\s*$/y) === undefined) {
      this.#entry(this.#string("a key must be a string"));
      if (this.#match(/,\s*/y) === undefined) {
        this.#take(/\}\s*$/y, "a header must end after its dict");
        break;
      }
    }
    const { element, little, fortran, shape, count } = this.#header;
    if (element === undefined || little === undefined) return this.#wrong("a header must have descr");
    if (fortran === undefined) return this.#wrong("a header must have fortran_order");
    if (shape === undefined || count === undefined) return this.#wrong("a header must have shape");
    return { element, little, fortran, shape, count };
  }

  #entry(key: string): void {
    this.#take(/:\s*/y, "a key must have a value");
    const header = this.#header;
    switch (key) {
      case "descr":
        this.#once(header.element);
        this.#descr();
        return;
      case "fortran_order":
        this.#once(header.fortran);
        header.fortran = this.#take(/(True|False)\s*/y, "fortran_order must be True or False") === "True";
        return;
      case "shape":
        this.#once(header.shape);
        this.#shape();
        return;
      default:
        this.#wrong(`a header has descr, fortran_order and shape, got ${describe(key)},`);
    }
  }

  #once(value: unknown): void {
    if (value !== undefined) this.#fail("DUPLICATE", "a key must stand once, got one again", this.#where());
  }

  #descr(): void {
    const start = this.#at;
    const descr = this.#match(/\[.*|None/sy) ?? this.#string("descr must be a string");
    const [, order, type] = /^([<>|])(..)$/.exec(descr) ?? [];
    const element = type !== undefined && Object.hasOwn(NPY_TYPES, type) ? NPY_TYPES[type] : undefined;
    if (element === undefined || (order === "|" && ELEMENT_KINDS[element].size > 1)) {
      this.#at = start;
      this.#fail(
        "DTYPE",
        `descr must be < or > and one of ${Object.keys(NPY_TYPES).join(" ")}, got ${describe(descr)}`,
        this.#where(),
      );
    }
    this.#header.element = element;
    this.#header.little = order !== ">";
  }

  #shape(): void {
    const lengths = (this.#match(/\(([^()]*)\)\s*/y) ?? "not a tuple")
      .split(",")
      .map((length) => length.trim());
    // A tuple of one has a comma, `(3)` is a number; only `()` has none.
    const last = lengths.length > 1 || lengths[0] === "" ? lengths.at(-1) : undefined;
    if (last === "") lengths.pop();
    if (last === undefined || !lengths.every((length) => /^(0|[1-9]\d*)$/.test(length)))
      this.#fail("SHAPE", "shape must be a tuple of whole numbers from 0, got another", this.#where());
    if (lengths.length > this.#rank)
      this.#fail("LIMIT", `there may be ${this.#rank} axes, got ${lengths.length}`, { limit: this.#rank });
    const shape = lengths.map(Number);
    const count = countOf(shape, LARGEST_ELEMENT);
    if (count === undefined)
      this.#fail("OVERFLOW", "the lengths must multiply to less than 2^50, got more", this.#where());
    this.#header.shape = shape;
    this.#header.count = count;
  }

  #string(required: string): string {
    return this.#take(/'([^'\\]*)'\s*|"([^"\\]*)"\s*/y, required);
  }

  /** What the first group of `pattern` holds here, past which the reader moves. */
  #take(pattern: RegExp, required: string): string {
    return this.#match(pattern) ?? this.#wrong(required);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#at = pattern.lastIndex;
    return found[1] ?? found[2] ?? found[0];
  }

  #wrong(required: string): never {
    const rest = this.#text.slice(this.#at).trimEnd();
    return this.#fail(
      "BAD_HEADER",
      `${required}, got ${rest === "" ? "its end" : describe(rest)}`,
      this.#where(),
    );
  }

  #where(): { offset: number } {
    return { offset: this.#offset + this.#at };
  }
}
