import { readFileSync } from "node:fs";
import { defineConfig } from "tsup";
import { preset } from "../../tooling/tsup/preset.ts";

const licence = readFileSync("node_modules/@msgpack/msgpack/LICENSE", "utf8").trim();

export default defineConfig(
  preset(
    { index: "src/index.ts", cli: "src/cli/main.ts" },
    {
      // Its writer alone, from its ES modules: Node would take all of it, file by file, as CommonJS, 8 ms of an import's 23.
      noExternal: ["@msgpack/msgpack"],
      esbuildOptions: (options) => {
        options.mainFields = ["module", "main"];
      },
      banner: { js: `/*! Holds a part of @msgpack/msgpack.\n${licence}\n*/` },
    },
  ),
);
