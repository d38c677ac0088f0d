import type { Tensor } from "@ngc/tensor";
import { describe } from "@ngc/tensor/authoring";
import { type Limits, type LimitsOption, limitsOf } from "../limits.ts";
import { bytesOf } from "./bytes.ts";
import { ELEMENT_KINDS, type ElementName } from "./elements.ts";
import { type Fail, failing, needBytes } from "./fail.ts";
import { type Layout, tensorAt } from "./layout.ts";

/** `\x93NUMPY`. */
const MAGIC: readonly number[] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** The longest that what comes before the header can be: magic, version, the header's length. */
export const NPY_PREAMBLE_BYTES = 12;

/** What NumPy takes for the longest header that is safe, in bytes. */
export const NPY_DEFAULTS: Partial<Limits> = { header: 10_000 };

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

/**
 * The tensor in a file of NumPy's npy format, versions 1 to 3: the inverse of {@link encodeNpy}.
 *
 * Both byte orders and Fortran's order are read; int8, int16 and uint16 become int32, float16 becomes float32. Objects,
 * structures, texts, dates and complex numbers are refused, and nothing is ever unpickled.
 *
 * @throws FormatError if the bytes are not one whole npy file
 * @example
 * ```ts
 * decodeNpy(encodeNpy(tensor([[1, 2], [3, 4]]))); // => [[1, 2], [3, 4]]
 * ```
 * @python numpy.load
 */
export function decodeNpy(bytes: Uint8Array | ArrayBuffer, options?: LimitsOption): Tensor {
  const limits = limitsOf("decodeNpy", options, NPY_DEFAULTS);
  return decodeNpyAs("decodeNpy", bytesOf("decodeNpy", bytes, "npy", limits), limits);
}

/** {@link decodeNpy} for a function of another name, which has looked at its arguments. */
export function decodeNpyAs(fn: string, file: Uint8Array, limits: Limits): Tensor {
  const layout = readNpyHeader(fn, file, file.length, limits);
  return tensorAt(failing(fn, "npy"), file, layout);
}

/**
 * What the header of a file of `length` bytes says, which is in order and fits that length.
 *
 * @param bytes - the file's beginning: all of it, or at least `NPY_PREAMBLE_BYTES + limits.header`
 */
export function readNpyHeader(fn: string, bytes: Uint8Array, length: number, limits: Limits): Layout {
  const fail: Fail = failing(fn, "npy");
  checkMagic(fail, bytes);
  needBytes(fail, 10, length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const version = bytes[6];
  if (version < 1 || version > 3 || bytes[7] !== 0)
    fail("BAD_VERSION", `version 1.0, 2.0 or 3.0 is required, got ${version}.${bytes[7]}`, { offset: 6 });
  const from = version === 1 ? 10 : 12;
  needBytes(fail, from, length);
  const size = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  needBytes(fail, from + size, length);
  if (size > limits.header)
    fail("LIMIT", `a header has at most ${limits.header} bytes, got ${size}`, {
      offset: 8,
      limit: limits.header,
    });
  const text = textOf(fail, bytes.subarray(from, from + size), version, from);
  const header = new HeaderReader(fail, text, from, limits).read();
  const { count, end } = fit(fail, header, from + size, length);
  return { ...header, count, start: from + size, end };
}

function checkMagic(fail: Fail, bytes: Uint8Array): void {
  const wrong = MAGIC.findIndex((byte, i) => i < bytes.length && bytes[i] !== byte);
  if (wrong < 0) return;
  // How every pickle since protocol 2 begins; NumPy would run it.
  if (bytes[0] === 0x80 && bytes[1] > 1 && bytes[1] < 6)
    fail("UNSAFE_PICKLE", "an npy file is required, got a pickle", { offset: 0 });
  fail("BAD_MAGIC", "the file must begin with \\x93NUMPY, got other bytes", { offset: wrong });
}

function textOf(fail: Fail, header: Uint8Array, version: number, offset: number): string {
  try {
    return new TextDecoder(version === 3 ? "utf-8" : "latin1", { fatal: true, ignoreBOM: true }).decode(
      header,
    );
  } catch {
    return fail("BAD_UTF8", "the header must be UTF-8, got other bytes", { offset });
  }
}

/** How many elements there are and where they end; throws unless the file ends there as well. */
function fit(fail: Fail, header: Header, start: number, length: number): { count: number; end: number } {
  const { shape, element } = header;
  const count = shape.includes(0) ? 0 : shape.reduce((product, axis) => product * axis, 1);
  const end = start + count * ELEMENT_KINDS[element].size;
  needBytes(fail, end, length);
  if (length > end) fail("TRAILING", `the file must end after ${end} bytes, got ${length}`, { offset: end });
  return { count, end };
}

type Header = Pick<Layout, "element" | "little" | "fortran" | "shape">;

/** Reads the literal of a Python dict that a header is, by a regular grammar: nothing in it nests, nothing is evaluated. */
class HeaderReader {
  readonly #fail: Fail;
  readonly #text: string;
  readonly #offset: number;
  readonly #rank: number;
  #at = 0;
  #header: { -readonly [K in keyof Header]?: Header[K] } = {};

  constructor(fail: Fail, text: string, offset: number, limits: Limits) {
    this.#fail = fail;
    this.#text = text;
    this.#offset = offset;
    this.#rank = limits.rank;
  }

  read(): Header {
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
    const { element, little, fortran, shape } = this.#header;
    if (element === undefined || little === undefined) return this.#wrong("a header must have descr");
    if (fortran === undefined) return this.#wrong("a header must have fortran_order");
    if (shape === undefined) return this.#wrong("a header must have shape");
    return { element, little, fortran, shape };
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
        header.shape = this.#shape();
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

  #shape(): number[] {
    const lengths = (this.#match(/\(([^()]*)\)\s*/y) ?? "not a tuple")
      .split(",")
      .map((length) => length.trim());
    // A tuple of one has a comma, `(3)` is a number; only `()` has none.
    const last = lengths.length > 1 || lengths[0] === "" ? lengths.at(-1) : undefined;
    if (last === "") lengths.pop();
    if (last === undefined || !lengths.every((length) => /^(0|[1-9]\d*)$/.test(length)))
      return this.#fail("SHAPE", "shape must be a tuple of whole numbers from 0, got another", this.#where());
    if (lengths.length > this.#rank)
      this.#fail("LIMIT", `there may be ${this.#rank} axes, got ${lengths.length}`, { limit: this.#rank });
    const shape = lengths.map(Number);
    // A zero among the lengths hides no lie in the others. Doubles round, but never from beyond 2^53 to below.
    if (shape.reduce((size, length) => size * (length || 1), LARGEST_ELEMENT) > Number.MAX_SAFE_INTEGER)
      this.#fail("OVERFLOW", "the lengths must multiply to less than 2^50, got more", this.#where());
    return shape;
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
