import { type Format, FormatError, type FormatErrorCode } from "../format-error.ts";

/** Throws a {@link FormatError} that says what is required and what came. */
export type Fail = (
  code: FormatErrorCode,
  message: string,
  where?: {
    readonly offset?: number;
    readonly limit?: number;
    readonly path?: string;
    readonly cause?: unknown;
  },
) => never;

/** What a function that reads `format` throws by; a variable that holds it needs its type, or TypeScript goes on after a call. */
export function failing(fn: string, format: Format): Fail {
  return (code, message, where) => {
    throw new FormatError(code, `${fn}: ${message}`, { format, ...where });
  };
}

/** Nothing tells bytes that were cut off from a length that lies; one that promises more than this beyond the end is taken for a lie. */
const LOST_AT_MOST = 4096;

/** Which of the two it is where `missing` bytes are not there. */
export function lostOrLie(missing: number): "TRUNCATED" | "LENGTH_LIE" {
  return missing > LOST_AT_MOST ? "LENGTH_LIE" : "TRUNCATED";
}

/** Throws unless `required` bytes are there. */
export function needBytes(fail: Fail, required: number | bigint, got: number): void {
  if (required <= got) return;
  fail(lostOrLie(Number(required) - got), `at least ${required} bytes are required, got ${got}`, {
    offset: got,
  });
}
