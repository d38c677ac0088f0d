import type { DType, Tensor, TensorLike } from "@ngc/tensor";
import { checkOptions, wrongKind } from "@ngc/tensor/authoring";
import { FormatError, type FormatErrorCode } from "../format-error.ts";
import { isWellFormed } from "../internal/is-well-formed.ts";
import { isMap, tagOf } from "../internal/tag-of.ts";
import { type Limits, type LimitsOption, limitsOf } from "../limits.ts";
import { elementBytes, newFile, tensorToWrite } from "./tensors.ts";

const FN = "encodeSafetensors";

/** The format's names of dtypes, in the order in which its own writer lays them out: the widest first, so that all are aligned. */
const TYPES: { readonly [D in DType]: string } = {
  uint64: "U64",
  int64: "I64",
  float64: "F64",
  float32: "F32",
  uint32: "U32",
  int32: "I32",
  uint8: "U8",
  bool: "BOOL",
};

/** What {@link encodeSafetensors} writes. */
export interface SafetensorsContent {
  readonly tensors: ReadonlyMap<string, TensorLike>;
  /** Texts by name. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Tensors and metadata as a file of Hugging Face's safetensors format: the inverse of {@link decodeSafetensors}.
 *
 * The bytes are those of the format's own writer: tensors by dtype, widest first, then by name, each aligned. Metadata keep the order given.
 *
 * @throws FormatError if something would not come back: lone surrogates, a tensor named `__metadata__`, more than the limits
 * @example
 * ```ts
 * const file = encodeSafetensors({ tensors: new Map([["W", [1, 2]]]), metadata: { epoch: "3" } });
 * decodeSafetensors(file).metadata; // => { epoch: "3" }
 * ```
 * @python safetensors.numpy.save
 */
export function encodeSafetensors(content: SafetensorsContent, options?: LimitsOption): Uint8Array {
  const limits = limitsOf(FN, options);
  const { tensors, metadata = {} } = checkOptions(FN, content);
  const members = inOrder(checkTensors(tensors, limits));
  const header = headerOf(members, metadata, limits);
  const length = members.reduce((size, { x }) => size + x.data.byteLength, 8 + header.length);
  const file = newFile(FN, "safetensors", length, limits);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  let at = 8 + header.length;
  for (const { x } of members) {
    file.set(elementBytes(x.data), at);
    at += x.data.byteLength;
  }
  return file;
}

interface Member {
  readonly name: string;
  /** The name as the format's writer compares it. */
  readonly utf8: Uint8Array;
  readonly x: Tensor;
}

function checkTensors(tensors: unknown, limits: Limits): Member[] {
  if (!isMap(tensors)) throw wrongKind(FN, "tensors must be a Map of names to tensors", tensors);
  if (tensors.size > limits.tensors)
    refuse("LIMIT", `at most ${limits.tensors} tensors are written, got ${tensors.size}`, {
      limit: limits.tensors,
    });
  return Array.from(tensors, ([name, value]) => {
    checkText("a tensor's name", name);
    if (name === "__metadata__")
      refuse("BAD_KEY", "a tensor must not be named __metadata__, got one", { path: name });
    const x = tensorToWrite(FN, "safetensors", `tensor ${JSON.stringify(name)}`, value, limits);
    return { name, utf8: new TextEncoder().encode(name), x };
  });
}

function inOrder(members: Member[]): Member[] {
  const types = Object.keys(TYPES);
  return members.sort(
    (a, b) => types.indexOf(a.x.dtype) - types.indexOf(b.x.dtype) || compareBytes(a.utf8, b.utf8),
  );
}

/** Not as strings, which JavaScript compares by halves of surrogate pairs. */
function compareBytes(a: Uint8Array, b: Uint8Array): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return (a[i] ?? -1) - (b[i] ?? -1);
}

/** The JSON, padded to a multiple of 8. */
function headerOf(members: readonly Member[], metadata: unknown, limits: Limits): Uint8Array {
  const entries = metadataEntry(metadata);
  let begin = 0;
  for (const { name, x } of members) {
    const end = begin + x.data.byteLength;
    const entry = { dtype: TYPES[x.dtype], shape: x.shape, data_offsets: [begin, end] };
    entries.push(`${JSON.stringify(name)}:${JSON.stringify(entry)}`);
    begin = end;
  }
  const json = new TextEncoder().encode(`{${entries.join(",")}}`);
  const header = new Uint8Array(Math.ceil(json.length / 8) * 8).fill(0x20);
  header.set(json);
  if (header.length > limits.header)
    refuse("LIMIT", `a header has at most ${limits.header} bytes, got ${header.length}`, {
      limit: limits.header,
    });
  return header;
}

function metadataEntry(metadata: unknown): string[] {
  // A Map or an array has no entries that are its own, and would be written as nothing.
  if (tagOf(metadata) !== "Object") throw wrongKind(FN, "metadata must be an object of strings", metadata);
  const entries = Object.entries(metadata as object).map(([key, text]) => {
    checkText("a name in metadata", key);
    checkText("metadata", text);
    return `${JSON.stringify(key)}:${JSON.stringify(text)}`;
  });
  return entries.length === 0 ? [] : [`"__metadata__":{${entries.join(",")}}`];
}

function checkText(what: string, value: unknown): asserts value is string {
  if (typeof value !== "string") throw wrongKind(FN, `${what} must be a string`, value);
  if (!isWellFormed(value)) refuse("BAD_UTF8", `${what} must not hold lone surrogates, got one`);
}

function refuse(code: FormatErrorCode, message: string, where?: { limit?: number; path?: string }): never {
  throw new FormatError(code, `${FN}: ${message}`, { format: "safetensors", ...where });
}
