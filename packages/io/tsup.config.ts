import { defineConfig } from "tsup";
import { holding, preset } from "../../tooling/tsup/preset.ts";

export default defineConfig(
  preset(
    { index: "src/index.ts", cli: "src/cli/main.ts" },
    // Its writer alone, from its ES modules: Node would take all of it, file by file, as CommonJS, 8 ms of an import's 23.
    holding("@msgpack/msgpack"),
  ),
);
