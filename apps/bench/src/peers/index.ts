import { inThread } from "./in-thread.ts";
import type { Peer } from "./peer.ts";

export { endThreads } from "./in-thread.ts";

/** The packages themselves. */
export const ngc = inThread("ngc", "ours", "ngc.ts");

/** Whom they are measured against, beside those in Python. */
export const peers: readonly Peer[] = [
  inThread("tfjs-wasm", "javascript", "tfjs.ts"),
  inThread("tfjs-cpu", "javascript", "tfjs.ts"),
  inThread("jax-js", "javascript", "jax-js.ts"),
  inThread("numpy-ts", "javascript", "numpy-ts.ts"),
  inThread("ml-matrix", "javascript", "ml-matrix.ts"),
  inThread("stdlib", "javascript", "stdlib.ts"),
  inThread("msgpack", "bare", "msgpack.ts"),
  inThread("json", "bare", "json.ts"),
  inThread("plain loop", "loop", "plain.ts"),
  inThread("floor", "floor", "floors.ts"),
];
