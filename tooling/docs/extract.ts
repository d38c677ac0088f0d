import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { type Comment, parseComment } from "./comment.ts";

/** A public name: where it is declared, how it is called, what its doc comment says. */
export interface Doc extends Comment {
  readonly name: string;
  readonly kind: "function" | "class" | "type" | "constant" | "member";
  /** The file that declares it, from the workspace's root. */
  readonly file: string;
  /** As in a declaration file: one a call signature; for a class or a type its whole text. */
  readonly signatures: readonly string[];
  /** The public methods and properties of a class or an interface. */
  readonly members: readonly Doc[];
}

/** A {@link Doc} and the package that exports it. */
export interface PackageDoc extends Doc {
  readonly package: string;
}

/** The workspace that this file belongs to. */
export const ROOT: string = resolve(import.meta.dirname, "../..");

/** Every name that the packages' `src/index.ts` export, package by package, file by file in the order of their exports. */
export function extractDocs(root: string = ROOT): PackageDoc[] {
  return readdirSync(join(root, "packages")).flatMap((folder) => {
    const { name } = JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8"));
    const docs = extractEntry(join(root, "packages", folder, "src/index.ts"), root);
    return docs.map((doc) => ({ package: name as string, ...doc }));
  });
}

/** Every name that one entry file exports. Nothing is type-checked: what a doc says is in its file's text. */
export function extractEntry(entry: string, root: string = ROOT): Doc[] {
  const source = readDeclarations(entry);
  return source.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement)) {
      const exported = ts.canHaveModifiers(statement) && hasModifier(statement, ts.SyntaxKind.ExportKeyword);
      return exported ? namesOf(statement).flatMap((name) => find(name, name, entry, root)) : [];
    }
    const { exportClause, moduleSpecifier } = statement;
    const from = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
    if (from !== undefined && !from.startsWith(".")) return [];
    const file = from === undefined ? entry : resolve(dirname(entry), from);
    if (exportClause === undefined) return extractEntry(file, root);
    if (!ts.isNamedExports(exportClause)) return [];
    return exportClause.elements
      .map(({ name, propertyName }) => ({ name: name.text, declared: (propertyName ?? name).text }))
      .sort((a, b) => placeOf(a.declared, file) - placeOf(b.declared, file))
      .flatMap(({ name, declared }) => find(declared, name, file, root));
  });
}

/** Where in a file a name is declared: a function stands before its derivative there, whatever order a list of exports has. */
function placeOf(declared: string, file: string): number {
  return readDeclarations(file).statements.findIndex((node) => namesOf(node).includes(declared));
}

/** What `file` declares or passes on as `declared`, under the name that users know. */
function find(declared: string, name: string, file: string, root: string): Doc[] {
  const source = readDeclarations(file);
  const nodes = source.statements.filter((statement) => namesOf(statement).includes(declared));
  if (nodes.length > 0) return [docOf(name, nodes, relative(root, file).replaceAll("\\", "/"))];
  const passedOn = extractEntry(file, root).filter((doc) => doc.name === declared);
  return passedOn.map((doc) => ({ ...doc, name }));
}

const read: Record<string, { text: string; source: ts.SourceFile } | undefined> = {};

/** A source as its declaration file, doc comments included; read again only when its text has changed. */
function readDeclarations(file: string): ts.SourceFile {
  const text = readFileSync(file, "utf8");
  const known = read[file];
  if (known?.text === text) return known.source;
  const { outputText } = ts.transpileDeclaration(text, {
    fileName: file,
    compilerOptions: { target: ts.ScriptTarget.ES2022, stripInternal: true },
  });
  const source = ts.createSourceFile(file, outputText, ts.ScriptTarget.ES2022, true);
  read[file] = { text, source };
  return source;
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return named && statement.name !== undefined ? [statement.name.text] : [];
}

function docOf(name: string, nodes: readonly ts.Statement[], file: string): Doc {
  return {
    ...parseComment(nodes.map(commentOf).find((text) => text !== undefined)),
    name,
    kind: kindOf(nodes),
    file,
    signatures: nodes.map(signatureOf),
    members: nodes.flatMap((node) => membersOf(node, file)),
  };
}

function kindOf(nodes: readonly ts.Statement[]): Doc["kind"] {
  if (nodes.some(ts.isFunctionDeclaration)) return "function";
  if (nodes.some(ts.isClassDeclaration)) return "class";
  return nodes.some(ts.isVariableStatement) ? "constant" : "type";
}

function membersOf(node: ts.Statement, file: string): Doc[] {
  if (!ts.isClassDeclaration(node) && !ts.isInterfaceDeclaration(node)) return [];
  const members: readonly (ts.ClassElement | ts.TypeElement)[] = node.members;
  return members.filter(isPublic).map((member) => ({
    ...parseComment(commentOf(member)),
    name: ts.isConstructorDeclaration(member) ? "constructor" : (member.name?.getText() ?? ""),
    kind: "member",
    file,
    signatures: [signatureOf(member)],
    members: [],
  }));
}

function isPublic(member: ts.ClassElement | ts.TypeElement): boolean {
  if (member.name !== undefined && ts.isPrivateIdentifier(member.name)) return false;
  return !(ts.canHaveModifiers(member) && hasModifier(member, ts.SyntaxKind.PrivateKeyword));
}

function hasModifier(node: ts.HasModifiers, kind: ts.SyntaxKind): boolean {
  return ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false;
}

function commentOf(node: ts.Node): string | undefined {
  const { text } = node.getSourceFile();
  const ranges = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  return ranges
    .map(({ pos, end }) => text.slice(pos, end))
    .filter((comment) => comment.startsWith("/**"))
    .at(-1);
}

function signatureOf(node: ts.Node): string {
  const printer = ts.createPrinter({ removeComments: true });
  const text = printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());
  return text.replace(/^export (default )?(declare )?/, "");
}
