import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
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
    onSuccess: async () => joinPassedOn("dist"),
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
 * Where one entry passes on what several share, as `authoring` of @ngc/tensor, it becomes the chunk that holds it:
 * a file that is looked for, read and linked besides costs an import 1 ms.
 */
function joinPassedOn(folder: string): void {
  const files = readdirSync(folder);
  const entry = files.find(
    (file) => file.endsWith(".js") && passesOn(readFileSync(`${folder}/${file}`, "utf8")),
  );
  if (entry === undefined) return;
  for (const format of ["js", "cjs"]) {
    const outputs = files.filter((file) => file.endsWith(`.${format}`));
    const [chunk, ...more] = outputs.filter((file) => file.startsWith("chunk-"));
    if (chunk === undefined || more.length > 0) throw new Error(`${folder}: ${entry} is to be one chunk`);
    const joined = entry.replace(/js$/, format);
    renameSync(`${folder}/${chunk}`, `${folder}/${joined}`);
    for (const file of outputs.filter((output) => output !== chunk && output !== joined)) {
      const text = readFileSync(`${folder}/${file}`, "utf8");
      writeFileSync(`${folder}/${file}`, text.replaceAll(chunk, joined));
    }
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
