import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** What a user's bundle of one export may weigh, minified and gzipped, and which other public functions it holds. */
export interface Ceiling {
  readonly package: string;
  readonly name: string;
  readonly bytes: number;
  readonly holds: readonly string[];
}

/** A bundle of `import { names } from package`, found from `folder`. */
export async function bundle(packageName: string, names: string, folder: string): Promise<string> {
  const result = await build({
    stdin: { contents: `export { ${names} } from "${packageName}";`, resolveDir: folder },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "es2022",
  });
  return result.outputFiles[0].text;
}

/** What is left of a package of which nothing is used, when its `sideEffects: false` is not believed. */
export async function unusedRest(packageName: string, folder: string): Promise<string> {
  const result = await build({
    stdin: { contents: `import "${packageName}";`, resolveDir: folder },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "es2022",
    ignoreAnnotations: true,
    legalComments: "none",
    minify: true,
  });
  return result.outputFiles[0].text;
}

/** Bytes after minification and gzip. */
export async function weight(code: string): Promise<number> {
  const result = await build({
    stdin: { contents: code },
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
  });
  return gzipSync(result.outputFiles[0].contents, { level: 9 }).length;
}

/** Which of `names` a bundle declares as functions or classes. */
export function declaredIn(code: string, names: readonly string[]): string[] {
  const declared = Array.from(
    code.matchAll(/^\s*(?:async )?(?:function\*?|class) (\w+)/gm),
    ([, name]) => name,
  );
  return [...new Set(names.filter((name) => declared.includes(name)))].sort();
}
