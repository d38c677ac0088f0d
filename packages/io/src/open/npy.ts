import { NPY_DEFAULTS, NPY_PREAMBLE_BYTES, readNpyHeader } from "../decode/npy.ts";
import { type OpenOptions, openingOf } from "./byte-source.ts";
import { opened } from "./open-file.ts";
import { type RowSource, rowSource } from "./row-source.ts";

/**
 * The tensor in an npy file that is left where it is: its rows are read when they are asked for, so that it may be larger than memory.
 *
 * A source is a path (in Node, Deno and Bun), a URL or a Blob. A URL is read by HTTP's ranges; from a server that knows none the whole
 * is taken at once, up to `limits.input`. A file or resource that changes meanwhile is refused (CHECKSUM), not mixed. The types are those
 * of {@link decodeNpy}; Fortran's order is read too, but each column by itself, which over a network is slow.
 *
 * @param source - of a path, a file that must not be closed by anyone else; close it when it is no longer needed
 * @throws FormatError if the header is not one of an npy file of its length, or the server's answer does not fit. Errors of the
 *   file system and of the connection are the platform's own, with function and path in front; an abort is the signal's reason.
 * @example
 * ```ts
 * const weights = await openNpy(new Blob([encodeNpy(tensor([[1, 2], [3, 4], [5, 6]]))]));
 * await weights.rows(0, 2); // => [[1, 2], [3, 4]]
 * await weights.take([2, 0]); // => [[5, 6], [1, 2]]
 * await weights.close();
 * ```
 */
export async function openNpy(source: string | URL | Blob, options?: OpenOptions): Promise<RowSource> {
  return opened(openingOf("openNpy", options, NPY_DEFAULTS), source, async (file) => {
    const { fn, limits } = file.opening;
    const first = await file.begin(NPY_PREAMBLE_BYTES + limits.header);
    return rowSource(file, "npy", readNpyHeader(fn, first, file.length, limits), () => file.close());
  });
}
