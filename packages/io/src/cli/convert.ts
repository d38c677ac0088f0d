import type { Tensor } from "@ngc/tensor";
import { describe, isTensor } from "@ngc/tensor/authoring";
import { encode } from "../encode/envelope.ts";
import { encodeNpy } from "../encode/npy.ts";
import { encodeNpz } from "../encode/npz.ts";
import { encodeSafetensors } from "../encode/safetensors.ts";
import { inFront, nodeModules, runAsync } from "../files/file-system.ts";
import { save } from "../files/save.ts";
import { FormatError, type FormatErrorCode } from "../format-error.ts";
import { openingOf } from "../open/byte-source.ts";
import { opened } from "../open/open-file.ts";
import { formatByName, formatOf, METADATA, objectIn } from "./formats.ts";
import { isEmpty, leavesOf } from "./leaves.ts";
import { harmless } from "./table.ts";

/** Writes what one file holds to another, in the format of the other's name, whole or not at all; says in a line what it left out. */
export async function convert(from: string, to: string): Promise<string[]> {
  const object = await opened(openingOf("convert", undefined), from, async (file) => {
    const read = await objectIn(file, from, await formatOf(file, from));
    await file.close();
    return read;
  });
  const { fs, path } = nodeModules("convert");
  const { bytes, lines } = await encodeFor(to, object, from, path.parse(from).name);
  await runAsync(save("convert", to, bytes, path), fs).catch((error) => {
    throw inFront("convert", to, error);
  });
  return lines;
}

interface Encoded {
  readonly bytes: Uint8Array;
  readonly lines: string[];
}

async function encodeFor(to: string, object: unknown, from: string, stem: string): Promise<Encoded> {
  const format = formatByName(to);
  if (format === "ngc") return { bytes: encode(object), lines: [] };
  if (format !== "npy" && format !== "npz" && format !== "safetensors")
    throw refused(
      to,
      "UNSUPPORTED",
      "a name that ends in .npy, .npz, .safetensors or .ngc is required, got another",
    );
  const content = contentOf(object, from, stem);
  if (format === "safetensors") return { bytes: encodeSafetensors(content), lines: [] };
  const { tensors, metadata } = content;
  const bytes = format === "npy" ? encodeNpy(onlyOf(tensors, from)) : await encodeNpz(tensors);
  const texts = Object.keys(metadata).map((key) => `"${harmless(key)}"`);
  return {
    bytes,
    lines:
      texts.length > 0 ? [`left out, for want of a place in ${format}: metadata ${texts.join(", ")}`] : [],
  };
}

/** Tensors by name, and the texts that only safetensors has beside them. */
interface Content {
  readonly tensors: Map<string, Tensor>;
  readonly metadata: Record<string, string>;
}

/** An object's tensors by their paths, and its metadata; a tensor that is all there is gets the file's name. */
function contentOf(object: unknown, from: string, stem: string): Content {
  const tensors = new Map<string, Tensor>();
  const metadata: Record<string, string> = Object.create(null);
  const texts = `${METADATA}.`;
  for (const { path: name = stem, value } of leavesOf(object)) {
    if (isEmpty(value)) continue;
    const key = name.slice(texts.length);
    const isText = typeof value === "string" && name.startsWith(texts);
    if (isText ? key in metadata : tensors.has(name))
      throw refused(from, "DUPLICATE", `a path must stand once, got ${describe(name)} again`);
    if (isText) metadata[key] = value;
    else if (isTensor(value)) tensors.set(name, value);
    else throw refused(from, "UNSUPPORTED", `arrays are required, got ${describe(value)} as ${name}`);
  }
  return { tensors, metadata };
}

function onlyOf(tensors: ReadonlyMap<string, Tensor>, from: string): Tensor {
  const [first] = tensors.values();
  if (tensors.size !== 1)
    throw refused(from, "UNSUPPORTED", `an npy file holds one array, got ${tensors.size}`);
  return first;
}

function refused(name: string, code: FormatErrorCode, required: string): FormatError {
  return new FormatError(code, `convert: ${name}: ${required}`, { format: "file", path: name });
}
