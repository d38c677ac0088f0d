import { wrongKind } from "@ngc/tensor/authoring";
import { tagOf } from "../internal/tag-of.ts";
import { type Limits, type LimitsOption, limitsOf } from "../limits.ts";
import { openBlob } from "./blob.ts";
import { openFile } from "./file.ts";
import { openUrl } from "./url.ts";

/** Bytes that are read by range: a file's, a server's, a Blob's. */
export interface ByteSource {
  readonly length: number;
  /** Fills `into` with the bytes from `at` on, all of which must lie within the length. */
  read(at: number, into: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Options of whatever reads rows by range. `limits.input` is for the bytes that one call may ask for. */
export interface OpenOptions extends LimitsOption {
  /** Ends what is under way and all that follows with its reason. */
  readonly signal?: AbortSignal;
  /** Asks servers, in place of the platform's own: to send credentials, for instance. */
  readonly fetch?: typeof globalThis.fetch;
}

/** Who reads, what, and within which bounds. */
export interface Opening {
  readonly fn: string;
  readonly limits: Limits;
  readonly signal: AbortSignal | undefined;
  readonly fetch: typeof globalThis.fetch | undefined;
}

/** The options of a call, checked. */
export function openingOf(fn: string, options: OpenOptions | undefined, own?: Partial<Limits>): Opening {
  const limits = limitsOf(fn, options, own);
  const { signal, fetch } = options ?? {};
  if (signal !== undefined && tagOf(signal) !== "AbortSignal")
    throw wrongKind(fn, "signal must be an AbortSignal", signal);
  if (fetch !== undefined && typeof fetch !== "function")
    throw wrongKind(fn, "fetch must be a function", fetch);
  return { fn, limits, signal, fetch };
}

/** The bytes of a path, a URL or a Blob. */
export async function openSource(opening: Opening, source: unknown): Promise<ByteSource> {
  opening.signal?.throwIfAborted();
  if (typeof source === "string") return openFile(opening, source);
  switch (tagOf(source)) {
    case "URL":
      return openUrl(opening, source as URL);
    case "Blob":
    case "File":
      return openBlob(opening, source as Blob);
    default:
      throw wrongKind(opening.fn, "source must be a path, a URL or a Blob", source);
  }
}
