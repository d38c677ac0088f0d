export { decode } from "./decode/envelope.ts";
export { decodeIdx, type IdxDType } from "./decode/idx.ts";
export { encode } from "./encode/envelope.ts";
export { FormatError, type FormatErrorCode, type FormatErrorDetails } from "./format-error.ts";
export type { Limits, LimitsOption } from "./limits.ts";
