import { FormatError, type FormatErrorCode } from "../format-error.ts";

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
export function failing(fn: string, format: string): Fail {
  return (code, message, where) => {
    throw new FormatError(code, `${fn}: ${message}`, { format, ...where });
  };
}

/** A length that promises more than this beyond the end is taken for a lie, less for the end of a file that was cut off. */
const LOST_AT_MOST = 4096;

/** Throws unless `required` bytes are there. */
export function needBytes(fail: Fail, required: number | bigint, got: number): void {
  if (required <= got) return;
  const code = Number(required) - got > LOST_AT_MOST ? "LENGTH_LIE" : "TRUNCATED";
  fail(code, `at least ${required} bytes are required, got ${got}`, { offset: got });
}
