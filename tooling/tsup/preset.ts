import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, extname } from "node:path";
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
    plugins: [ascii],
    onSuccess: async () => joinChunk("dist"),
    ...options,
  };
}

/** Comments that esbuild leaves, in ASCII like all else: one other character, and V8 holds and reads the file as UTF-16, 1 ms of io's start. */
const ascii: NonNullable<Options["plugins"]>[number] = {
  name: "ascii",
  renderChunk: (code) => ({
    code: code.replace(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  }),
};

/**
 * Makes the chunk that entries share one of them, which passes on what it holds, as `authoring` of @ngc/tensor does:
 * a file that is looked for, read and linked besides costs an import 1 ms.
 *
 * @throws Error if there is no such entry, or more than one chunk a format
 */
function joinChunk(folder: string): void {
  const files = readdirSync(folder).filter((file) => /\.c?js$/.test(file));
  const chunks = files.filter((file) => file.startsWith("chunk-"));
  if (chunks.length === 0) return;
  const textOf = (file: string) => readFileSync(`${folder}/${file}`, "utf8");
  const entry = files.find((file) => passesOn(textOf(file)));
  if (entry === undefined || chunks.length > 2) throw new Error(`no entry passes on ${chunks.join(" and ")}`);
  for (const chunk of chunks) {
    const format = extname(chunk);
    const joined = basename(entry, ".js") + format;
    renameSync(`${folder}/${chunk}`, `${folder}/${joined}`);
    for (const file of files.filter(
      (other) => extname(other) === format && other !== chunk && other !== joined,
    ))
      writeFileSync(`${folder}/${file}`, textOf(file).replaceAll(chunk, joined));
  }
}

/** Whether a module, but for a banner, imports names from a chunk, exports the same, and has nothing else. */
function passesOn(module: string): boolean {
  const text = module.replace(/^\/\*![\s\S]*?\*\/\s*/, "");
  const parts = /^import \{([^}]*)\} from "\.\/chunk-\w+\.js";\s*export \{([^}]*)\};\s*$/.exec(text);
  return parts !== null && parts[1] === parts[2];
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
