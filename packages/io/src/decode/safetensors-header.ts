import { describe, showShape } from "@ngc/tensor/authoring";
import type { Limits } from "../limits.ts";
import { ELEMENT_KINDS, type ElementName } from "./elements.ts";
import type { Fail } from "./fail.ts";
import { type JsonKind, JsonReader } from "./json.ts";
import type { Layout } from "./layout.ts";

/** The format's names of elements. */
const TYPES: Readonly<Record<string, ElementName>> = {
  BOOL: "bool",
  U8: "uint8",
  I8: "int8",
  I16: "int16",
  U16: "uint16",
  F16: "float16",
  BF16: "bfloat16",
  I32: "int32",
  U32: "uint32",
  F32: "float32",
  F64: "float64",
  I64: "int64",
  U64: "uint64",
};

/** What the header of a safetensors file says. */
export interface SafetensorsHeader {
  readonly layouts: Map<string, Layout>;
  readonly metadata: Record<string, string>;
}

/** Reads a header's JSON, one tensor after another, so that it stops before much is built. */
export class SafetensorsHeaderReader {
  readonly #fail: Fail;
  readonly #header: Uint8Array;
  readonly #start: number;
  readonly #json: JsonReader;
  readonly #limits: Limits;

  /** Of the JSON that lies from `start` to the end of `header`. */
  constructor(fail: Fail, header: Uint8Array, start: number, limits: Limits) {
    this.#fail = fail;
    this.#header = header;
    this.#start = start;
    this.#limits = limits;
    this.#json = new JsonReader(fail, header, start, limits);
  }

  read(): SafetensorsHeader {
    const layouts = new Map<string, Layout>();
    const metadata: Record<string, string> = Object.create(null);
    this.#expect("object", "BAD_HEADER", "a header must be an object");
    if (this.#json.at > this.#start) this.#refuse("BAD_HEADER", "a header must begin with {, got a space");
    this.#json.members((name) => {
      if (name === "__metadata__") this.#readMetadata(metadata);
      else if (layouts.size < this.#limits.tensors) layouts.set(name, this.#layout());
      else
        this.#refuse(
          "LIMIT",
          `at most ${this.#limits.tensors} tensors are read, got more`,
          this.#limits.tensors,
        );
    });
    // From here on padding.
    while (this.#header[this.#json.at] === 0x20) this.#json.at++;
    if (this.#json.at < this.#header.length)
      this.#refuse("BAD_HEADER", "a header must end with spaces, got another byte");
    return { layouts, metadata };
  }

  #readMetadata(metadata: Record<string, string>): void {
    this.#expect("object", "BAD_HEADER", "__metadata__ must be an object");
    this.#json.members((key) => {
      this.#expect("string", "BAD_HEADER", "metadata must be strings");
      metadata[key] = this.#json.string();
    });
  }

  #layout(): Layout {
    let element: ElementName | undefined;
    let lengths: string[] | undefined;
    let offsets: number[] | undefined;
    const at = this.#json.at;
    this.#expect("object", "BAD_HEADER", "a tensor must be described by an object");
    this.#json.members((key) => {
      if (key === "dtype") element = this.#element();
      else if (key === "shape") lengths = this.#wholeNumbers("SHAPE", "shape", this.#limits.rank);
      else if (key === "data_offsets") offsets = this.#offsets();
      else {
        const { at } = this.#json;
        this.#json.skip();
        this.#fail("BAD_HEADER", `a tensor has dtype, shape and data_offsets, got ${describe(key)}`, {
          offset: at,
        });
      }
    });
    if (element === undefined || lengths === undefined || offsets === undefined)
      return this.#fail("BAD_HEADER", "a tensor must have dtype, shape and data_offsets, got less", {
        offset: at,
      });
    return this.#placed(at, element, lengths, offsets);
  }

  #element(): ElementName {
    this.#expect("string", "DTYPE", "a dtype must be a name");
    const at = this.#json.at;
    const name = this.#json.string();
    if (Object.hasOwn(TYPES, name)) return TYPES[name];
    return this.#fail(
      "DTYPE",
      `a dtype must be one of ${Object.keys(TYPES).join(" ")}, got ${describe(name)}`,
      { offset: at },
    );
  }

  #offsets(): number[] {
    const at = this.#json.at;
    const [begin, end, ...more] = this.#wholeNumbers("OFFSET", "data_offsets", 2).map(Number);
    if (end === undefined || more.length > 0 || begin > end || end > Number.MAX_SAFE_INTEGER)
      this.#fail("OFFSET", "data_offsets must be where a tensor begins and ends, got other numbers", {
        offset: at,
      });
    return [begin, end];
  }

  #wholeNumbers(code: "SHAPE" | "OFFSET", name: string, most: number): string[] {
    const numbers: string[] = [];
    this.#expect("array", code, `${name} must be an array`);
    this.#json.items(() => {
      this.#expect("number", code, `${name} must hold numbers`);
      const at = this.#json.at;
      const text = this.#json.number();
      if (!/^\d+$/.test(text))
        this.#fail(code, `${name} must hold whole numbers from 0, got ${text}`, { offset: at });
      numbers.push(text);
      if (numbers.length > most)
        this.#fail(code === "SHAPE" ? "LIMIT" : code, `${name} must hold at most ${most} numbers, got more`, {
          offset: at,
        });
    });
    return numbers;
  }

  #placed(
    offset: number,
    element: ElementName,
    lengths: readonly string[],
    [begin, end]: readonly number[],
  ): Layout {
    const { size } = ELEMENT_KINDS[element];
    const shape = lengths.map(Number);
    // Bigints from here, for doubles round; past 20 digits no number is less than 2^64.
    if (lengths.some((length) => length.length > 20)) this.#overflow(offset);
    const whole = lengths.map(BigInt);
    if (whole.reduce((bytes, length) => bytes * (length || 1n), BigInt(size)) >= 2n ** 64n)
      this.#overflow(offset);
    const bytes = whole.reduce((product, length) => product * length, BigInt(size));
    if (bytes !== BigInt(end - begin))
      this.#fail(
        "SHAPE",
        `shape ${showShape(shape)} of ${element} needs ${bytes} bytes, got ${end - begin}`,
        { offset },
      );
    if (!shape.every(Number.isSafeInteger)) this.#overflow(offset);
    return {
      element,
      little: true,
      fortran: false,
      shape,
      count: Number(bytes) / size,
      start: this.#header.length + begin,
      end: this.#header.length + end,
    };
  }

  #overflow(offset: number): never {
    return this.#fail("OVERFLOW", "the lengths of a shape must multiply to less than 2^64, got more", {
      offset,
    });
  }

  /** Throws unless a value of that kind is next; what is there instead must be JSON and within the limits all the same. */
  #expect(kind: JsonKind, code: "BAD_HEADER" | "DTYPE" | "SHAPE" | "OFFSET", required: string): void {
    const came = this.#json.kind();
    if (came === kind) return;
    const { at } = this.#json;
    this.#json.skip();
    this.#fail(code, `${required}, got ${came === "word" ? "null or a boolean" : `a ${came}`}`, {
      offset: at,
    });
  }

  #refuse(code: "BAD_HEADER" | "LIMIT", message: string, limit?: number): never {
    return this.#fail(code, message, { offset: this.#json.at, limit });
  }
}
