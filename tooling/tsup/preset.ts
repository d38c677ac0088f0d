import { readFileSync } from "node:fs";
import type { Options } from "tsup";

/** How every package is built: ES modules and CommonJS with declarations, one output for each public entry. */
export function preset(entry: Record<string, string>, options: Options = {}): Options {
  return {
    entry,
    format: ["esm", "cjs"],
    target: "es2022",
    platform: "neutral",
    tsconfig: "tsconfig.build.json",
    dts: true,
    clean: true,
    splitting: true,
    treeshake: false,
    silent: true,
    ...options,
  };
}

/** For {@link preset}: what is used of somebody else's package stands in the output, under its licence, and is not looked for when a process starts. */
export function holding(name: string): Options {
  const licence = readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim();
  return {
    noExternal: [name],
    esbuildOptions: (options) => {
      options.mainFields = ["module", "main"];
    },
    banner: { js: `/*! Holds a part of ${name}.\n${licence}\n*/` },
  };
}
