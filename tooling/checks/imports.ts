import ts from "typescript";

/** One import or re-export of a file. */
export interface Import {
  readonly specifier: string;
  /** Whether it is erased when the types are. */
  readonly typeOnly: boolean;
}

/** What a TypeScript, JavaScript, Svelte or CSS file imports, dynamic imports and worker URLs included. */
export function importsOf(path: string, text: string): Import[] {
  if (path.endsWith(".css")) {
    const imports = text.matchAll(/(?:@import\s+|url\()["']([^"']+)["']/g);
    return Array.from(imports, ([, specifier]) => ({ specifier, typeOnly: false }));
  }
  const script = path.endsWith(".svelte")
    ? Array.from(text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g), ([, code]) => code).join("\n")
    : text;
  const source = ts.createSourceFile(path, script, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    const found = importOf(node);
    if (found !== undefined) imports.push(found);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}

/** The package of a specifier: `@ngc/tensor/authoring` is of `@ngc/tensor`; undefined for paths and Node's own modules. */
export function packageOf(specifier: string): string | undefined {
  if (/^(\.|\/|node:|virtual:|data:)/.test(specifier)) return undefined;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

function importOf(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return { specifier: node.moduleSpecifier.text, typeOnly: isErased(node.importClause) };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    const { exportClause } = node;
    const erased =
      node.isTypeOnly ||
      (exportClause !== undefined &&
        ts.isNamedExports(exportClause) &&
        exportClause.elements.length > 0 &&
        exportClause.elements.every(({ isTypeOnly }) => isTypeOnly));
    return { specifier: node.moduleSpecifier.text, typeOnly: erased };
  }
  if (
    ts.isImportTypeNode(node) &&
    ts.isLiteralTypeNode(node.argument) &&
    ts.isStringLiteral(node.argument.literal)
  ) {
    return { specifier: node.argument.literal.text, typeOnly: true };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [first] = node.arguments;
    return first && ts.isStringLiteralLike(first) ? { specifier: first.text, typeOnly: false } : undefined;
  }
  return undefined;
}

function isErased(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  const { name, namedBindings } = clause;
  if (name !== undefined || namedBindings === undefined || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly);
}
