import { floors } from "./floors.ts";
import { jaxJs } from "./jax-js.ts";
import { json } from "./json.ts";
import { mlMatrix } from "./ml-matrix.ts";
import { msgpack } from "./msgpack.ts";
import { numpyTs } from "./numpy-ts.ts";
import type { Peer } from "./peer.ts";
import { plain } from "./plain.ts";
import { stdlib } from "./stdlib.ts";
import { tfjsCpu, tfjsWasm } from "./tfjs.ts";

export { ngc } from "./ngc.ts";

/** Whom the packages are measured against, in this process. */
export const peers: readonly Peer[] = [
  tfjsWasm,
  tfjsCpu,
  jaxJs,
  numpyTs,
  mlMatrix,
  stdlib,
  msgpack,
  json,
  plain,
  floors,
];
