import { checkInput } from "../decode/bytes.ts";
import { decodeAs } from "../decode/envelope.ts";
import { decodeIdxAs, IDX_HEADER_BYTES, readIdxHeader } from "../decode/idx.ts";
import type { Layout } from "../decode/layout.ts";
import { decodeNpyAs, NPY_DEFAULTS, NPY_MAGIC, NPY_PREAMBLE_BYTES, readNpyHeader } from "../decode/npy.ts";
import { decodeNpzAs, NPZ_DEFAULTS } from "../decode/npz.ts";
import { decodePickleAs } from "../decode/pickle.ts";
import {
  decodeSafetensorsAs,
  readSafetensorsHeader,
  SAFETENSORS_PREAMBLE_BYTES,
  type Safetensors,
  safetensorsHeaderEnd,
} from "../decode/safetensors.ts";
import { type Format, FormatError } from "../format-error.ts";
import { MAGIC } from "../internal/ngc-format.ts";
import type { OpenFile } from "../open/open-file.ts";
import { type Entry, entriesAt, entriesOf } from "./entries.ts";

/** What the program reads. */
export type FileFormat = Extract<Format, "idx" | "ngc" | "npy" | "npz" | "pickle" | "safetensors">;

/** What is looked at to tell formats apart. */
const FIRST_BYTES = 9;

const BY_EXTENSION: { readonly [extension: string]: FileFormat } = {
  msgpack: "ngc",
  ngc: "ngc",
  npy: "npy",
  npz: "npz",
  pickle: "pickle",
  pkl: "pickle",
  safetensors: "safetensors",
};

/** The format that a file's name promises. */
export function formatByName(name: string): FileFormat | undefined {
  const extension = /\.(\w+)$/.exec(name)?.[1].toLowerCase() ?? "";
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
}

/** The format of a file: what its first bytes say, or where they may be anything its name. */
export async function formatOf(file: OpenFile, name: string): Promise<FileFormat> {
  const first = await file.begin(FIRST_BYTES);
  const starts = (...bytes: number[]): boolean => bytes.every((byte, i) => first[i] === byte);
  if (starts(...NPY_MAGIC)) return "npy";
  if (starts(0x50, 0x4b, 3, 4) || starts(0x50, 0x4b, 5, 6)) return "npz";
  // Copies may change the bytes after these four, which the reader then says.
  if (starts(...MAGIC.slice(0, 4))) return "ngc";
  if (starts(0x80) && first[1] >= 2 && first[1] <= 5) return "pickle";
  const named = formatByName(name);
  if (named !== undefined) return named;
  if (first[8] === 0x7b) return "safetensors";
  if (starts(0, 0)) return "idx";
  const { fn } = file.opening;
  throw new FormatError("BAD_MAGIC", `${fn}: ${name}: a file of ${FORMATS} is required, got another`, {
    format: "file",
  });
}

const FORMATS = "npy, npz, safetensors, idx, pickle, ngc or msgpack";

/** What the file of that name holds, line by line. Of the formats that can be read in pieces only headers come into memory. */
export async function contents(file: OpenFile, name: string, format: FileFormat): Promise<Iterable<Entry>> {
  const layouts = await layoutsIn(file, name, format);
  if (layouts !== undefined) return entriesAt(file, layouts);
  return entriesOf(await objectIn(file, name, format));
}

async function layoutsIn(
  file: OpenFile,
  name: string,
  format: FileFormat,
): Promise<ReadonlyMap<string, Layout> | undefined> {
  const { length } = file;
  const { fn, limits } = file.opening;
  const reader = `${fn}: ${name}`;
  switch (format) {
    case "npy": {
      const own = { ...limits, ...NPY_DEFAULTS };
      const first = await file.begin(NPY_PREAMBLE_BYTES + own.header);
      return new Map([["(all)", readNpyHeader(reader, first, length, own)]]);
    }
    case "idx":
      return new Map([["(all)", readIdxHeader(reader, await file.begin(IDX_HEADER_BYTES), length, limits)]]);
    case "safetensors": {
      const end = safetensorsHeaderEnd(reader, await file.begin(SAFETENSORS_PREAMBLE_BYTES), length, limits);
      return readSafetensorsHeader(reader, await file.begin(end), length, limits).layouts;
    }
    default:
      return undefined;
  }
}

/** What a safetensors file's header calls its metadata, and no tensor can be called. */
export const METADATA = "__metadata__";

function withMetadata({ tensors, metadata }: Safetensors): ReadonlyMap<string, unknown> {
  return Object.keys(metadata).length === 0
    ? tensors
    : new Map<string, unknown>([...tensors, [METADATA, metadata]]);
}

/** All that the file of that name holds, in memory. */
export async function objectIn(file: OpenFile, name: string, format: FileFormat): Promise<unknown> {
  const { fn, limits } = file.opening;
  const reader = `${fn}: ${name}`;
  checkInput(reader, format, file.length, limits.input);
  const bytes = await file.begin(file.length);
  switch (format) {
    case "idx":
      return decodeIdxAs(reader, bytes, limits);
    case "ngc":
      return decodeAs(reader, bytes, limits);
    case "npy":
      return decodeNpyAs(reader, bytes, { ...limits, ...NPY_DEFAULTS });
    case "npz":
      return decodeNpzAs(reader, bytes, { ...limits, ...NPZ_DEFAULTS });
    case "pickle":
      return decodePickleAs(reader, bytes, limits);
    case "safetensors":
      return withMetadata(decodeSafetensorsAs(reader, bytes, limits));
  }
}
