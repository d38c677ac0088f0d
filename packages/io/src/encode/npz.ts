import type { TensorLike } from "@ngc/tensor";
import { checkFlag, checkOptions, describe, wrongKind } from "@ngc/tensor/authoring";
import { crc32 } from "../crc/crc32.ts";
import { NPZ_DEFAULTS } from "../decode/npz.ts";
import { mostInflated } from "../decode/zip.ts";
import { FormatError, type FormatErrorCode } from "../format-error.ts";
import { deflate } from "../internal/deflate.ts";
import { joined, totalLength } from "../internal/joined.ts";
import { npzNameFault } from "../internal/npz-name-fault.ts";
import { isMap } from "../internal/tag-of.ts";
import { type Limits, type LimitsOption, limitsOf } from "../limits.ts";
import { npyHeader } from "./npy.ts";
import { elementBytes, newFile, tensorToWrite } from "./tensors.ts";
import { ALL_ONES, centralHeader, endRecord, localHeader, type ZipEntry } from "./zip.ts";

const FN = "encodeNpz";

/** Options of {@link encodeNpz}. */
export interface EncodeNpzOptions extends LimitsOption {
  /** Whether to deflate the arrays, as `numpy.savez_compressed` does: false by default, as in `numpy.savez`. */
  readonly compress?: boolean;
}

/**
 * Tensors by name as a file of NumPy's npz format: the inverse of {@link decodeNpz}.
 *
 * Without `compress` the bytes are those of `numpy.savez`. The tensors must not be changed until the answer is there.
 *
 * @throws FormatError if something would not come back: names that lead elsewhere as paths, more than the limits
 * @example
 * ```ts
 * const file = await encodeNpz(new Map([["W", [[1, 2]]]]), { compress: true });
 * (await decodeNpz(file)).get("W"); // => [[1, 2]]
 * ```
 * @python numpy.savez
 * @python numpy.savez_compressed
 */
export async function encodeNpz(
  tensors: ReadonlyMap<string, TensorLike>,
  options?: EncodeNpzOptions,
): Promise<Uint8Array> {
  const { compress = false, ...others } = checkOptions(FN, options);
  checkFlag(FN, "compress", compress);
  const limits = limitsOf(FN, others, NPZ_DEFAULTS);
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  let inflated = 0;
  for (const [name, npy] of checkMembers(tensors, limits)) {
    const size = totalLength(npy);
    if (compress && size >= ALL_ONES)
      refuse("LIMIT", `members may inflate to ${ALL_ONES - 1} bytes, got ${size}`, { limit: ALL_ONES - 1 });
    const stored = compress ? [await deflate(FN, joined(npy))] : npy;
    const packed = totalLength(stored);
    const utf8 = new TextEncoder().encode(`${name}.npy`);
    const entry: ZipEntry = { name: utf8, deflated: compress, crc: crc32(...npy), packed, size, offset };
    const header = localHeader(entry);
    parts.push(header, ...stored);
    directory.push(centralHeader(entry));
    offset += header.length + packed;
    if (compress) inflated += size;
  }
  const whole = [...parts, ...directory, endRecord(directory.length, totalLength(directory), offset)];
  const length = totalLength(whole);
  const most = mostInflated(limits, length);
  if (inflated > most)
    refuse("LIMIT", `members may inflate to ${most} bytes in a file of ${length}, got ${inflated}`, {
      limit: most,
    });
  return joined(whole, newFile(FN, "npz", length, limits));
}

/** Names, and the headers and elements of their npy files. */
function checkMembers(tensors: unknown, limits: Limits): [name: string, npy: Uint8Array[]][] {
  if (!isMap(tensors)) throw wrongKind(FN, "tensors must be a Map of names to tensors", tensors);
  const most = Math.min(limits.tensors, 0xffff);
  if (tensors.size > most)
    refuse("LIMIT", `at most ${most} tensors are written, got ${tensors.size}`, { limit: most });
  return Array.from(tensors, ([name, value]) => {
    if (typeof name !== "string") throw wrongKind(FN, "a tensor's name must be a string", name);
    const fault = npzNameFault(name);
    if (fault !== undefined)
      refuse("PATH", `names must not lead elsewhere, got ${fault} in ${describe(name)}`, { path: name });
    const x = tensorToWrite(FN, "npz", `tensor ${JSON.stringify(name)}`, value, limits);
    return [name, [npyHeader(FN, x, limits), elementBytes(x.data)]];
  });
}

function refuse(code: FormatErrorCode, message: string, where: { limit?: number; path?: string }): never {
  throw new FormatError(code, `${FN}: ${message}`, { format: "npz", ...where });
}
