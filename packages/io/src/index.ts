export { decode } from "./decode/envelope.ts";
export { decodeIdx, type IdxDType } from "./decode/idx.ts";
export { encode } from "./encode/envelope.ts";
export { type Controller, pullEquations } from "./equations.ts";
export { type FolderOptions, makedir, makedirSync, makedirs, makedirsSync } from "./folders.ts";
export { FormatError, type FormatErrorCode, type FormatErrorDetails } from "./format-error.ts";
export type { Limits, LimitsOption } from "./limits.ts";
export { deserialize, deserializeSync, serialize, serializeSync } from "./serialize.ts";
