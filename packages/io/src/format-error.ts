/** What is wrong with bytes, a value or a path; each has its line in the README. */
export type FormatErrorCode =
  | "TRUNCATED"
  | "TRAILING"
  | "LENGTH_LIE"
  | "BAD_MAGIC"
  | "BAD_VERSION"
  | "BAD_HEADER"
  | "BAD_UTF8"
  | "BAD_KEY"
  | "DUPLICATE"
  | "DEPTH"
  | "LIMIT"
  | "DTYPE"
  | "SHAPE"
  | "OVERFLOW"
  | "OFFSET"
  | "CHECKSUM"
  | "UNSUPPORTED"
  | "CYCLE"
  | "PATH"
  | "UNSAFE_PICKLE"
  | "NOT_DURABLE";

/**
 * What was read or written: `ngc` is the envelope of {@link encode}, `json` a file of ngc-learn's; of the last three `file` is any file,
 * `path` the names of folders, `http` a server's answer.
 */
export type Format =
  | "ngc"
  | "msgpack"
  | "idx"
  | "npy"
  | "npz"
  | "zip"
  | "safetensors"
  | "pickle"
  | "json"
  | "file"
  | "path"
  | "http";

/** Where a {@link FormatError} was met. */
export interface FormatErrorDetails {
  readonly format: Format;
  /** The byte at which reading stopped. */
  readonly offset?: number;
  /** The limit that was passed. */
  readonly limit?: number;
  /** The value that cannot be written, as `$.a.b`, or the name of a folder, a file or a file's member. */
  readonly path?: string;
  readonly cause?: unknown;
}

/**
 * Bytes that are not what they should be, or a value or path that cannot be written.
 *
 * `code` is stable and meant for programs; the message is for people.
 *
 * @example
 * ```ts
 * new FormatError("TRUNCATED", "decode: the file ends early", { format: "ngc" }).code; // => "TRUNCATED"
 * ```
 */
export class FormatError extends Error {
  override readonly name = "FormatError";
  readonly code: FormatErrorCode;
  readonly format: Format;
  readonly offset?: number;
  readonly limit?: number;
  readonly path?: string;

  constructor(code: FormatErrorCode, message: string, details: FormatErrorDetails) {
    super(message, "cause" in details ? { cause: details.cause } : undefined);
    this.code = code;
    this.format = details.format;
    if (details.offset !== undefined) this.offset = details.offset;
    if (details.limit !== undefined) this.limit = details.limit;
    if (details.path !== undefined) this.path = details.path;
  }
}
