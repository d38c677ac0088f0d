import type { Peer } from "../operations.ts";
import { plain } from "./plain.ts";

export { ngc } from "./ngc.ts";

/** Whom the packages are measured against. */
export const peers: readonly Peer[] = [plain];
