import ts from "typescript";

/** Errors whose message does not start with the function they are about, and errors of a kind that is not ours to throw. */
export function errorFaults(path: string, text: string): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const faults: string[] = [];
  const visit = (node: ts.Node): void => {
    const fault = faultOf(node);
    if (fault !== undefined) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      faults.push(`${path}:${line + 1}: ${fault}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return faults;
}

function faultOf(node: ts.Node): string | undefined {
  if (!ts.isNewExpression(node)) return undefined;
  const kind = node.expression.getText();
  if (kind === "Error") return "a plain Error; it must be a RangeError, a TypeError or a FormatError";
  if (!/^(Range|Type|Format)Error$/.test(kind)) return undefined;
  // A FormatError's code comes before its message. A message that is made elsewhere starts there.
  const message = node.arguments?.[kind === "FormatError" ? 1 : 0];
  if (message === undefined || !(ts.isStringLiteralLike(message) || ts.isTemplateExpression(message)))
    return undefined;
  const words = message.getText().slice(1, -1);
  return /^(\w+|\$\{[^}]+\}): \S/.test(words) ? undefined : `"${words}" does not start with "function: "`;
}
