import { checkInput } from "../decode/bytes.ts";
import { decodeAs } from "../decode/envelope.ts";
import { decodeIdx, IDX_HEADER_BYTES, readIdxHeader } from "../decode/idx.ts";
import type { Layout } from "../decode/layout.ts";
import { decodeNpy, NPY_DEFAULTS, NPY_PREAMBLE_BYTES, readNpyHeader } from "../decode/npy.ts";
import { decodeNpz } from "../decode/npz.ts";
import { decodePickle } from "../decode/pickle.ts";
import {
  decodeSafetensors,
  readSafetensorsHeader,
  SAFETENSORS_PREAMBLE_BYTES,
  safetensorsHeaderEnd,
} from "../decode/safetensors.ts";
import { FormatError } from "../format-error.ts";
import type { OpenFile } from "../open/open-file.ts";
import { type Entry, entriesAt, entriesOf } from "./entries.ts";

/** What the program reads. */
export type Format = "idx" | "ngc" | "npy" | "npz" | "pickle" | "safetensors";

/** What is looked at to tell formats apart. */
const FIRST_BYTES = 9;

const BY_EXTENSION: { readonly [extension: string]: Format } = {
  msgpack: "ngc",
  ngc: "ngc",
  npy: "npy",
  npz: "npz",
  pickle: "pickle",
  pkl: "pickle",
  safetensors: "safetensors",
};

/** The format that a file's name promises. */
export function formatByName(name: string): Format | undefined {
  const extension = /\.(\w+)$/.exec(name)?.[1].toLowerCase() ?? "";
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
}

/** The format of a file: what its first bytes say, or where they may be anything its name. */
export async function formatOf(file: OpenFile, name: string): Promise<Format> {
  const first = await file.begin(FIRST_BYTES);
  const starts = (...bytes: number[]): boolean => bytes.every((byte, i) => first[i] === byte);
  if (starts(0x93, 0x4e, 0x55, 0x4d)) return "npy";
  if (starts(0x50, 0x4b, 3, 4) || starts(0x50, 0x4b, 5, 6)) return "npz";
  if (starts(0x89, 0x4e, 0x47, 0x43)) return "ngc";
  if (starts(0x80) && first[1] >= 2 && first[1] <= 5) return "pickle";
  const named = formatByName(name);
  if (named !== undefined) return named;
  if (first[8] === 0x7b) return "safetensors";
  if (starts(0, 0)) return "idx";
  const { fn } = file.opening;
  throw new FormatError("BAD_MAGIC", `${fn}: a file of ${FORMATS} is required, got another`, {
    format: "file",
  });
}

const FORMATS = "npy, npz, safetensors, idx, pickle, ngc or msgpack";

/** What a file holds, line by line. Of the formats that can be read in pieces only headers come into memory. */
export async function contents(file: OpenFile, format: Format): Promise<Iterable<Entry>> {
  const layouts = await layoutsIn(file, format);
  if (layouts !== undefined) return entriesAt(file, layouts);
  return entriesOf(await objectIn(file, format));
}

async function layoutsIn(file: OpenFile, format: Format): Promise<ReadonlyMap<string, Layout> | undefined> {
  const { length } = file;
  const { fn, limits } = file.opening;
  switch (format) {
    case "npy": {
      const own = { ...limits, ...NPY_DEFAULTS };
      const first = await file.begin(NPY_PREAMBLE_BYTES + own.header);
      return new Map([["(all)", readNpyHeader(fn, first, length, own)]]);
    }
    case "idx":
      return new Map([["(all)", readIdxHeader(fn, await file.begin(IDX_HEADER_BYTES), length, limits)]]);
    case "safetensors": {
      const end = safetensorsHeaderEnd(fn, await file.begin(SAFETENSORS_PREAMBLE_BYTES), length, limits);
      return readSafetensorsHeader(fn, await file.begin(end), length, limits).layouts;
    }
    default:
      return undefined;
  }
}

/** All that a file holds, in memory. */
export async function objectIn(file: OpenFile, format: Format): Promise<unknown> {
  const { fn, limits } = file.opening;
  checkInput(fn, format, file.length, limits.input);
  const bytes = await file.begin(file.length);
  switch (format) {
    case "idx":
      return decodeIdx(bytes);
    case "ngc":
      return decodeAs(fn, bytes, limits);
    case "npy":
      return decodeNpy(bytes);
    case "npz":
      return decodeNpz(bytes);
    case "pickle":
      return decodePickle(bytes);
    case "safetensors":
      return decodeSafetensors(bytes).tensors;
  }
}
