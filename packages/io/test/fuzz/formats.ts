import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { concat, type Tensor } from "@ngc/tensor";
import { decode } from "../../src/decode/envelope.ts";
import { decodeIdx } from "../../src/decode/idx.ts";
import { decodeNpy } from "../../src/decode/npy.ts";
import { decodeNpz } from "../../src/decode/npz.ts";
import { decodePickle } from "../../src/decode/pickle.ts";
import { decodeSafetensors, type Safetensors } from "../../src/decode/safetensors.ts";
import { encode } from "../../src/encode/envelope.ts";
import { encodeNpy } from "../../src/encode/npy.ts";
import { encodeNpz } from "../../src/encode/npz.ts";
import { encodeSafetensors } from "../../src/encode/safetensors.ts";
import { FormatError } from "../../src/format-error.ts";
import { pullEquations } from "../../src/model/equations.ts";
import { readModel } from "../../src/model/read-model.ts";
import { openIdx } from "../../src/open/idx.ts";
import { openNpy } from "../../src/open/npy.ts";
import type { RowSource } from "../../src/open/row-source.ts";
import { openSafetensors } from "../../src/open/safetensors.ts";

/** A format: who reads it, and who writes it. */
export interface Fuzzed {
  /** Each gives a value or a FormatError, whatever the bytes, and all of them the same. */
  readonly readers: readonly ((bytes: Uint8Array) => unknown)[];
  /** Writes a value that was read, and reads it again. */
  readonly again?: (value: never) => unknown;
}

/** What parts the files of a model, which here are one input. */
export const BETWEEN_FILES = "\n--\n";

/** Those files, in order. */
export const MODEL_FILES = [
  "component/roots.json",
  "connections.json",
  "contextData.json",
  "component/custom/z0.npz",
  "component/custom/z0_opt_params.pkl",
] as const;

export const FORMATS = {
  npz: {
    // By default a file of any size may inflate to 16 MiB, and the run would do little else.
    readers: [(bytes) => decodeNpz(bytes, { limits: { inflated: 0x1_0000 } })],
    again: async (tensors: Map<string, Tensor>) => decodeNpz(await encodeNpz(tensors)),
  },
  pickle: {
    // What is shared is written as often as it is met, by default up to 2^24 times.
    readers: [(bytes) => decodePickle(bytes, { limits: { values: 0x4000 } })],
    again: (value: unknown) => {
      try {
        return decode(encode(value));
      } catch (error) {
        // MessagePack's integers have 64 bits, Python's any number.
        if (error instanceof FormatError && error.code === "OVERFLOW") return value;
        throw error;
      }
    },
  },
  ngc: { readers: [(bytes) => decode(bytes)], again: (value: unknown) => decode(encode(value)) },
  safetensors: {
    readers: [(bytes) => inOrder(decodeSafetensors(bytes)), readOpened],
    again: (value: Safetensors) => inOrder(decodeSafetensors(encodeSafetensors(value))),
  },
  npy: {
    readers: [(bytes) => decodeNpy(bytes), async (bytes) => inHalves(await openNpy(blobOf(bytes)))],
    again: (value: Tensor) => decodeNpy(encodeNpy(value)),
  },
  model: { readers: [readFiles] },
  idx: {
    readers: [(bytes) => decodeIdx(bytes), async (bytes) => inHalves(await openIdx(blobOf(bytes)))],
    again: (value: Tensor) => decode(encode(value)),
  },
} as const satisfies Record<string, Fuzzed>;

export type FormatName = keyof typeof FORMATS;

/** By name: the writer lays wide elements first. */
function inOrder({ tensors, metadata }: Safetensors): Safetensors {
  return { tensors: new Map([...tensors].sort()), metadata };
}

function blobOf(bytes: Uint8Array): Blob {
  return new Blob([bytes as Uint8Array<ArrayBuffer>]);
}

/** All rows, half of them first, so that a wrong place of either shows. */
async function inHalves(source: RowSource): Promise<Tensor> {
  const [length] = source.shape;
  if (length === undefined) return source.rows();
  const half = Math.floor(length / 2);
  return concat([await source.rows(0, half), await source.rows(half)]);
}

async function readOpened(bytes: Uint8Array): Promise<Safetensors> {
  const { tensors, metadata, close } = await openSafetensors(blobOf(bytes));
  const read = new Map<string, Tensor>();
  for (const [name, source] of tensors) read.set(name, await inHalves(source));
  await close();
  return inOrder({ tensors: read, metadata });
}

/** Reads a model from a folder, for there is no other way, and pulls its equations. */
async function readFiles(bytes: Uint8Array): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), "model-"));
  try {
    for (const [i, part] of partsOf(Buffer.from(bytes)).entries()) {
      mkdirSync(dirname(join(folder, MODEL_FILES[i])), { recursive: true });
      writeFileSync(join(folder, MODEL_FILES[i]), part);
    }
    const model = await readModel(folder, { limits: { inflated: 0x1_0000 } });
    return { model, equations: equationsOf(model) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The files of a model, of which the first three are always there. */
export function partsOf(bytes: Buffer): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let at = 0;
  while (parts.length < MODEL_FILES.length) {
    const end = bytes.indexOf(BETWEEN_FILES, at);
    if (end < 0 && at > bytes.length && parts.length >= 3) break;
    parts.push(bytes.subarray(at, end < 0 ? bytes.length : end));
    at = end < 0 ? bytes.length + 1 : end + BETWEEN_FILES.length;
  }
  return parts;
}

/** An equation that is no string is a TypeError of {@link pullEquations}, and no fault of the file's reader. */
function equationsOf(model: Parameters<typeof pullEquations>[0]): string {
  try {
    return pullEquations(model);
  } catch (error) {
    if (error instanceof TypeError && error.message.startsWith("pullEquations: the equation of"))
      return error.message;
    throw error;
  }
}
