import { basename, dirname } from "node:path";
import { gzipSync } from "node:zlib";
import type { Doc } from "@tooling/docs/extract.ts";
import { build } from "esbuild";
import ts from "typescript";
import { ROOT } from "./workspace.ts";

/** A bundle of `import { name } from package`, found from `folder`. */
export async function bundle(packageName: string, name: string, folder: string): Promise<string> {
  const result = await build({
    stdin: { contents: `export { ${name} } from "${packageName}";`, resolveDir: folder },
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "es2022",
  });
  return result.outputFiles[0].text;
}

/** The code that is left of a package's sources where nothing of it is used and `sideEffects: false` is not believed. */
export async function unusedRest(entry: string): Promise<string[]> {
  const result = await build({
    stdin: { contents: `import "./${basename(entry)}";`, resolveDir: dirname(entry) },
    bundle: true,
    // Each package by itself: what it imports has its own test, or is not ours.
    packages: "external",
    write: false,
    format: "esm",
    platform: "node",
    target: "es2022",
    ignoreAnnotations: true,
  });
  const source = ts.createSourceFile("rest.js", result.outputFiles[0].text, ts.ScriptTarget.ES2022, true);
  // Imports stay, and so do constants such as `2 ** 30`: esbuild does not know that this power cannot throw.
  const rest = source.statements.filter(
    (statement) => !ts.isImportDeclaration(statement) && holdsCode(statement),
  );
  return rest.map((statement) => statement.getText());
}

function holdsCode(node: ts.Node): boolean {
  const isCode =
    ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isCallExpression(node) || ts.isNewExpression(node);
  return isCode || ts.forEachChild(node, (child) => holdsCode(child) || undefined) === true;
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

/** Which of the public functions and classes a bundle of the sources holds. Each stands under its file's name, with a number where two files have it. */
export function heldIn(code: string, docs: readonly Doc[]): string[] {
  const sections = code.split(/^\/\/ (?=packages\/)/m);
  return docs
    .filter(({ kind, file, name }) => {
      const section = sections.find((text) => text.startsWith(`${file}\n`)) ?? "";
      return (kind === "function" || kind === "class") && declares(section, `${name}\\d*`);
    })
    .map(({ name }) => name);
}

/** Whether code has a function or a class of this name, which is a pattern. */
export function declares(code: string, name: string): boolean {
  return new RegExp(`^\\s*((async )?function\\*? ${name}|class ${name}|var ${name} = class)\\b`, "m").test(
    code,
  );
}
