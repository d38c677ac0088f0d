import { defineConfig } from "tsup";
import { holding, preset } from "../../tooling/tsup/preset.ts";

// Its writer alone, from its ES modules: Node would take all of it, file by file, as CommonJS, 8 ms of an import's 23.
const messagepack = holding("@msgpack/msgpack");

export default defineConfig([
  preset({ index: "src/index.ts" }, messagepack),
  // The command by itself: what both share would be a file of its own, which costs an import of the library 1 to 2 ms more.
  preset({ cli: "src/cli/main.ts" }, { ...messagepack, format: ["esm"], dts: false, clean: false }),
]);
