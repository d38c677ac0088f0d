import { IDX_HEADER_BYTES, type IdxDType, readIdxHeader } from "../decode/idx.ts";
import { type OpenOptions, openingOf } from "./byte-source.ts";
import { opened } from "./open-file.ts";
import { type RowSource, rowSource } from "./row-source.ts";

/**
 * The tensor in an idx file that is left where it is: its rows are read when they are asked for.
 *
 * The types are those of {@link decodeIdx}, the source is as for {@link openNpy}.
 *
 * @throws FormatError if the file's header is not one of an idx file of its length
 * @example
 * ```ts
 * const images = await openIdx(new Blob([Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6)]));
 * images.shape; // => [3, 2]
 * await images.rows(1, 3); // => [[3, 4], [5, 6]]
 * await images.close();
 * ```
 */
export async function openIdx(
  source: string | URL | Blob,
  options?: OpenOptions,
): Promise<RowSource<IdxDType>> {
  return opened(openingOf("openIdx", options), source, async (file) => {
    const { fn, limits } = file.opening;
    const layout = readIdxHeader(fn, await file.begin(IDX_HEADER_BYTES), file.length, limits);
    return rowSource(file, "idx", layout, () => file.close()) as RowSource<IdxDType>;
  });
}
