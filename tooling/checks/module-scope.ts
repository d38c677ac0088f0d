import ts from "typescript";

/** What a file does when it is loaded, beyond declaring: each call, `new`, tagged template, await or spread, with its line. */
export function moduleScopeCalls(path: string, text: string): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (runsLater(node)) return;
    // `extends make()` counts as a type to the compiler, but runs.
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (doesSomething(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${path}:${line + 1}: ${node.getText().split("\n")[0]}`);
      return;
    }
    if (ts.isPropertyDeclaration(node) && !isStatic(node)) {
      visit(node.name);
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The body of a function runs when it is called; so does a method's, whose computed name would not, but no source has one. */
function runsLater(node: ts.Node): boolean {
  return ts.isFunctionLike(node);
}

function doesSomething(node: ts.Node): boolean {
  return (
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isSpreadElement(node) ||
    ts.isClassStaticBlockDeclaration(node) ||
    ts.isDecorator(node) ||
    (ts.isImportDeclaration(node) && node.importClause === undefined)
  );
}

function isStatic(node: ts.PropertyDeclaration): boolean {
  return ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
}
