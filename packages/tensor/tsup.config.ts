import { defineConfig } from "tsup";
import { preset } from "../../tooling/tsup/preset.ts";

export default defineConfig(
  preset({ index: "src/index.ts", authoring: "src/authoring.ts", catalogue: "src/catalogue.ts" }),
);
