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
