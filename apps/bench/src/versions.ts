import { readFileSync } from "node:fs";
import { join } from "node:path";

const NODE_MODULES = join(import.meta.dirname, "../node_modules");

/** The folder of each JavaScript peer's package. */
const PACKAGES: Readonly<Record<string, string>> = {
  "tfjs-wasm": "@tensorflow/tfjs-backend-wasm",
  "tfjs-cpu": "@tensorflow/tfjs-backend-cpu",
  "jax-js": "@jax-js/jax",
  "numpy-ts": "numpy-ts",
  "ml-matrix": "ml-matrix",
  stdlib: "@stdlib/math-base-special-exp",
  msgpack: "@msgpack/msgpack",
};

/** The versions of the JavaScript peers. */
export function peerVersions(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(PACKAGES).map(([name, folder]) => {
      const manifest = JSON.parse(readFileSync(join(NODE_MODULES, folder, "package.json"), "utf8"));
      return [name, manifest.version];
    }),
  );
}
