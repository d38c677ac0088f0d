import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { extractDocs } from "@tooling/docs/extract.ts";
import ts from "typescript";
import { ROOT, readPackages } from "./workspace.ts";

/** A block of code that users read, ready to run: with the imports that its doc comment leaves out. */
export interface Example {
  /** Where it stands: `packages/activations/src/relu.ts relu`. */
  readonly title: string;
  readonly code: string;
}

/** Every `@example` of the public docs and every ts block of the READMEs. */
export function collectExamples(): Example[] {
  const docs = extractDocs();
  const fromDocs = docs.flatMap(({ package: home, file, name, examples, members }) =>
    [...examples, ...members.flatMap((member) => member.examples)].map((code) => {
      // A function's example may use what its package and those below it export.
      const nearFirst = [home, "@ngc/random", "@ngc/tensor"];
      const known = docs.filter((doc) => nearFirst.includes(doc.package) && doc.kind !== "type");
      const sorted = known.toSorted((a, b) => nearFirst.indexOf(a.package) - nearFirst.indexOf(b.package));
      return { title: `${file} ${name}`, code: withImports(code, sorted) };
    }),
  );
  const pages = ["README.md", ...readPackages().map(({ folder }) => `${folder}/README.md`)];
  const fromPages = pages
    .filter((page) => existsSync(join(ROOT, page)))
    .flatMap((page) =>
      codeBlocks(readFileSync(join(ROOT, page), "utf8")).map((code, i) => ({
        title: `${page} block ${i + 1}`,
        code,
      })),
    );
  return [...fromDocs, ...fromPages];
}

/** The ts blocks of a Markdown page. */
export function codeBlocks(markdown: string): string[] {
  return Array.from(markdown.matchAll(/^```ts\n([\s\S]*?)^```/gm), ([, code]) => code);
}

interface Exported {
  readonly package: string;
  readonly name: string;
}

/** `code` with an import of each exported name that it uses and does not declare; of two of one name, the first. */
export function withImports(code: string, exported: readonly Exported[]): string {
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.ES2022, true);
  const [used, declared]: [string[], string[]] = [[], []];
  const visit = (node: ts.Node): void => {
    const isName =
      ts.isIdentifier(node) && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node);
    if (isName) (isDeclaration(node) ? declared : used).push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  const names = [...new Set(used)].filter((name) => !declared.includes(name));
  const imports = names.flatMap((name) => {
    const home = exported.find((one) => one.name === name)?.package;
    return home === undefined ? [] : [`import { ${name} } from "${home}";\n`];
  });
  return `${imports.join("")}${code}`;
}

function isDeclaration(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    ((ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isFunctionDeclaration(parent)) &&
      parent.name === node) ||
    ts.isImportSpecifier(parent)
  );
}

/** What an example claims on one line: the expression's value, as text, and what it turned out to be. */
export interface Claim {
  readonly line: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Runs an example. `load` gives the modules that it imports. */
export async function runExample(code: string, load: (name: string) => Promise<unknown>): Promise<Claim[]> {
  const { outputText } = ts.transpileModule(noteClaims(code), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  const modules: Record<string, unknown> = {};
  for (const { fileName } of ts.preProcessFile(code).importedFiles) modules[fileName] = await load(fileName);
  const claims: Claim[] = [];
  const claim = (line: string, actual: unknown, expected: unknown): unknown => {
    claims.push({ line, actual, expected });
    return actual;
  };
  const AsyncFunction = Object.getPrototypeOf(runExample).constructor;
  await new AsyncFunction("require", "exports", "claim", outputText)(
    (name: string) => modules[name],
    {},
    claim,
  );
  return claims;
}

/** Each `expr; // => value` becomes `claim("line", expr, (value));`, and so does the value of `const x = expr; // => value`. */
export function noteClaims(code: string): string {
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.ES2022, true);
  const edits: { from: number; to: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    const expression = claimed(node);
    const value = /^[ \t]*\/\/ => (.+)/.exec(code.slice(node.end))?.[1];
    if (expression !== undefined && value !== undefined) {
      const line = JSON.stringify(node.getText());
      const text = `claim(${line}, ${expression.getText()}, (${value}))`;
      edits.push({ from: expression.getStart(), to: expression.end, text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edits.reduceRight((text, edit) => text.slice(0, edit.from) + edit.text + text.slice(edit.to), code);
}

function claimed(node: ts.Node): ts.Expression | undefined {
  if (ts.isExpressionStatement(node)) return node.expression;
  return ts.isVariableStatement(node) ? node.declarationList.declarations[0].initializer : undefined;
}

const CLOSE = 1e-4;

/** Whether a value is what an example says, numbers to four places; tensors and typed arrays count as their arrays. */
export function agrees(actual: unknown, expected: unknown): boolean {
  const [a, b] = [plain(actual), plain(expected)];
  if (typeof a === "number" && typeof b === "number")
    return Object.is(a, b) || a === b || Math.abs(a - b) <= CLOSE * Math.max(1, Math.abs(b));
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [entries, wanted] = [Object.entries(a), Object.entries(b)];
  const values = a as Record<string, unknown>;
  return (
    entries.length === wanted.length &&
    wanted.every(([name, value]) => name in a && agrees(values[name], value))
  );
}

function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("toArray" in value && typeof value.toArray === "function") return value.toArray();
  return ArrayBuffer.isView(value) && Symbol.iterator in value ? Array.from(value as Uint8Array) : value;
}

/** What the compiler finds in the examples, all in one program, as a strict user's would. */
export function typeErrors(examples: readonly Example[]): string[] {
  const folder = join(ROOT, "tooling/checks/examples");
  const texts = new Map(
    examples.map(({ code }, i) => [join(folder, `example-${i}.ts`), `${code}\nexport {};\n`]),
  );
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    types: ["node"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = texts.get(file);
    return text === undefined
      ? getSourceFile(file, version, ...rest)
      : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return [...texts.keys()].flatMap((file, i) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(
      ({ messageText }) => `${examples[i].title}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  });
}
