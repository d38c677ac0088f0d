import { defineConfig } from "tsup";
import { holding, preset } from "../../tooling/tsup/preset.ts";

// Two of its generators: to find their files takes 1.5 ms of an import's 8.
export default defineConfig(
  preset({ index: "src/index.ts", authoring: "src/authoring.ts" }, holding("pure-rand")),
);
