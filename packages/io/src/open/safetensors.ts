import {
  readSafetensorsHeader,
  SAFETENSORS_PREAMBLE_BYTES,
  safetensorsHeaderEnd,
} from "../decode/safetensors.ts";
import { type OpenOptions, openingOf } from "./byte-source.ts";
import { opened } from "./open-file.ts";
import { type RowSource, rowSource } from "./row-source.ts";

/** A safetensors file that is left where it is. */
export interface OpenSafetensors {
  /** By name; the file is freed when all of them are closed, too. */
  readonly tensors: ReadonlyMap<string, RowSource>;
  /** Texts by name, in an object without prototype; empty where the file has none. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Frees the file for all tensors, once what is under way has ended. */
  close(): Promise<void>;
}

/**
 * The tensors in a safetensors file that is left where it is: the rows of each are read when they are asked for.
 *
 * The types are those of {@link decodeSafetensors}, the source is as for {@link openNpy}. `rows()` reads all of a tensor, a scalar too.
 *
 * @throws FormatError if the file's header is not one of a safetensors file of its length
 * @example
 * ```ts
 * const bytes = encodeSafetensors({ tensors: new Map([["W", tensor([[1, 2], [3, 4]])]]) });
 * const { tensors, close } = await openSafetensors(new Blob([bytes]));
 * await tensors.get("W")?.rows(1, 2); // => [[3, 4]]
 * await close();
 * ```
 */
export async function openSafetensors(
  source: string | URL | Blob,
  options?: OpenOptions,
): Promise<OpenSafetensors> {
  return opened(openingOf("openSafetensors", options), source, async (file) => {
    const { fn, limits } = file.opening;
    const end = safetensorsHeaderEnd(fn, await file.begin(SAFETENSORS_PREAMBLE_BYTES), file.length, limits);
    const { layouts, metadata } = readSafetensorsHeader(fn, await file.begin(end), file.length, limits);
    const close = (): Promise<void> => file.close();
    let open = layouts.size;
    const closeOne = async (): Promise<void> => {
      open--;
      if (open === 0) await close();
    };
    const tensors = new Map<string, RowSource>();
    for (const [name, layout] of layouts) tensors.set(name, rowSource(file, "safetensors", layout, closeOne));
    return { tensors, metadata, close };
  });
}
