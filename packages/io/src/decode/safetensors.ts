import type { Tensor } from "@ngc/tensor";
import { describe, showShape } from "@ngc/tensor/authoring";
import { type Limits, type LimitsOption, limitsOf } from "../limits.ts";
import { bytesOf } from "./bytes.ts";
import { ELEMENT_KINDS, type ElementName } from "./elements.ts";
import { type Fail, failing, needBytes } from "./fail.ts";
import { JsonReader } from "./json.ts";
import { type Layout, tensorAt } from "./layout.ts";

/** What lies before the header: its length. */
export const SAFETENSORS_PREAMBLE_BYTES = 8;

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

/** What a safetensors file holds. */
export interface Safetensors {
  readonly tensors: Map<string, Tensor>;
  /** Texts by name, in an object without prototype; empty where the file has none. */
  readonly metadata: Record<string, string>;
}

/** What the header of a safetensors file says. */
export interface SafetensorsHeader {
  readonly layouts: Map<string, Layout>;
  readonly metadata: Record<string, string>;
}

/**
 * The tensors in a file of Hugging Face's safetensors format, and its metadata: the inverse of {@link encodeSafetensors}.
 *
 * Small integers become int32, float16 and bfloat16 become float32. The file must be what the format's own reader takes
 * (tensors end to end, nothing before, between or after them), and more: names stand once, and there are no further keys.
 *
 * @throws FormatError if the bytes are not one whole safetensors file
 * @example
 * ```ts
 * decodeSafetensors(encodeSafetensors({ tensors: new Map([["W", tensor([1, 2])]]) })).tensors.get("W"); // => [1, 2]
 * ```
 * @python safetensors.numpy.load
 */
export function decodeSafetensors(bytes: Uint8Array | ArrayBuffer, options?: LimitsOption): Safetensors {
  const limits = limitsOf("decodeSafetensors", options);
  const file = bytesOf("decodeSafetensors", bytes, "safetensors", limits);
  const fail: Fail = failing("decodeSafetensors", "safetensors");
  const { layouts, metadata } = readSafetensorsHeader("decodeSafetensors", file, file.length, limits);
  const tensors = new Map<string, Tensor>();
  for (const [name, layout] of layouts) tensors.set(name, tensorAt(fail, file, layout));
  return { tensors, metadata };
}

/**
 * The byte after the header of a file of `length` bytes, within which it lies.
 *
 * @param bytes - the file's beginning: all of it, or at least `SAFETENSORS_PREAMBLE_BYTES`
 */
export function safetensorsHeaderEnd(fn: string, bytes: Uint8Array, length: number, limits: Limits): number {
  const fail: Fail = failing(fn, "safetensors");
  needBytes(fail, SAFETENSORS_PREAMBLE_BYTES, length);
  const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getBigUint64(0, true);
  if (size > limits.header)
    fail("LIMIT", `a header has at most ${limits.header} bytes, got ${size}`, {
      offset: 0,
      limit: limits.header,
    });
  if (size === 0n) fail("BAD_HEADER", "a header must have bytes, got none", { offset: 0 });
  const end = SAFETENSORS_PREAMBLE_BYTES + Number(size);
  needBytes(fail, end, length);
  return end;
}

/**
 * What the header of a file of `length` bytes says, which is in order and covers that length.
 *
 * @param bytes - the file's beginning: all of it, or at least up to {@link safetensorsHeaderEnd}
 */
export function readSafetensorsHeader(
  fn: string,
  bytes: Uint8Array,
  length: number,
  limits: Limits,
): SafetensorsHeader {
  const end = safetensorsHeaderEnd(fn, bytes, length, limits);
  const { layouts, metadata } = new HeaderReader(
    failing(fn, "safetensors"),
    bytes.subarray(0, end),
    limits,
  ).read();
  checkCover(failing(fn, "safetensors"), layouts, end, length);
  return { layouts, metadata };
}

/** Throws unless the tensors lie end to end from `start` to the file's end. */
function checkCover(fail: Fail, layouts: ReadonlyMap<string, Layout>, start: number, length: number): void {
  let covered = start;
  const inOrder = [...layouts].sort(([, a], [, b]) => a.start - b.start || a.end - b.end);
  for (const [name, layout] of inOrder) {
    if (layout.start !== covered)
      fail("OFFSET", `tensors must lie end to end, got ${describe(name)} at ${layout.start - start}`, {
        offset: layout.start,
        path: name,
      });
    covered = layout.end;
  }
  needBytes(fail, covered, length);
  if (length > covered)
    fail("TRAILING", `the file must end after ${covered} bytes, got ${length}`, { offset: covered });
}

class HeaderReader {
  readonly #fail: Fail;
  readonly #header: Uint8Array;
  readonly #json: JsonReader;
  readonly #limits: Limits;

  constructor(fail: Fail, header: Uint8Array, limits: Limits) {
    this.#fail = fail;
    this.#header = header;
    this.#limits = limits;
    this.#json = new JsonReader(fail, header, SAFETENSORS_PREAMBLE_BYTES, limits);
  }

  read(): SafetensorsHeader {
    const layouts = new Map<string, Layout>();
    const metadata: Record<string, string> = Object.create(null);
    this.#expect("object", "BAD_HEADER", "a header must be an object");
    if (this.#json.at > SAFETENSORS_PREAMBLE_BYTES)
      this.#refuse("BAD_HEADER", "a header must begin with {, got a space");
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
    const start = this.#header.length + begin;
    return {
      element,
      little: true,
      fortran: false,
      shape,
      count: Number(bytes) / size,
      start,
      end: this.#header.length + end,
    };
  }

  #overflow(offset: number): never {
    return this.#fail("OVERFLOW", "the lengths of a shape must multiply to less than 2^64, got more", {
      offset,
    });
  }

  /** Throws unless a value of that kind is next; what is there instead must be JSON and within the limits all the same. */
  #expect(kind: string, code: "BAD_HEADER" | "DTYPE" | "SHAPE" | "OFFSET", required: string): void {
    if (this.#json.kind() === kind) return;
    const { at } = this.#json;
    const came = this.#json.kind();
    this.#json.skip();
    this.#fail(code, `${required}, got ${came === "word" ? "null or a boolean" : `a ${came}`}`, {
      offset: at,
    });
  }

  #refuse(code: "BAD_HEADER" | "LIMIT", message: string, limit?: number): never {
    return this.#fail(code, message, { offset: this.#json.at, limit });
  }
}
