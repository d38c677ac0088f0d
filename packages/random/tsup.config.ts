import { defineConfig } from "tsup";
import { holding, preset } from "../../tooling/tsup/preset.ts";

// Two of its generators; decision 0006 says why.
export default defineConfig(
  preset({ index: "src/index.ts", authoring: "src/authoring.ts" }, holding("pure-rand")),
);
