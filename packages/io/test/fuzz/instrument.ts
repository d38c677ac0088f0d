import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import ts from "typescript";

/** Makes each arm of each branch in those sources count in `ARMS` how often it was taken; `arms` comes to say how many there are. */
export function instrumented(sources: RegExp, arms: { count: number }): Plugin {
  return {
    name: "instrumented",
    setup(build) {
      build.onLoad({ filter: sources }, ({ path }) => ({
        contents: instrument(path, readFileSync(path, "utf8"), () => `ARMS[${arms.count++}]++`),
        loader: "ts",
      }));
    },
  };
}

/** The arms of if, switch, loops, catch, `?:`, `&&`, `||` and `??`, and the bodies of functions. */
function instrument(path: string, text: string, count: () => string): string {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const begin = new Map<number, string>();
  const end = new Map<number, string>();
  // Of what begins or ends in one place the outer comes first, for it is visited first.
  const before = (at: number, more: string) => begin.set(at, (begin.get(at) ?? "") + more);
  const after = (at: number, more: string) => end.set(at, more + (end.get(at) ?? ""));
  const around = (node: ts.Node, left: string, right: string) => {
    before(node.getStart(), left);
    after(node.end, right);
  };
  const statement = (arm: ts.Statement) => around(arm, `{${count()};`, "}");
  const expression = (arm: ts.Expression) => around(arm, `(${count()},`, ")");
  const visit = (node: ts.Node): void => {
    if (ts.isIfStatement(node)) {
      if (node.elseStatement === undefined) after(node.thenStatement.end, `else ${count()};`);
      else statement(node.elseStatement);
      statement(node.thenStatement);
    } else if (ts.isIterationStatement(node, false)) statement(node.statement);
    else if (ts.isCaseOrDefaultClause(node)) before(node.statements.pos, `${count()};`);
    else if (ts.isBlock(node) && (ts.isFunctionLike(node.parent) || ts.isCatchClause(node.parent)))
      before(node.getStart() + 1, `${count()};`);
    else if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) expression(node.body);
    else if (ts.isConditionalExpression(node)) {
      expression(node.whenTrue);
      expression(node.whenFalse);
    } else if (ts.isBinaryExpression(node) && /^(&&|\|\||\?\?)=?$/.test(node.operatorToken.getText()))
      expression(node.right);
    ts.forEachChild(node, visit);
  };
  visit(source);
  const places = [...new Set([...begin.keys(), ...end.keys()])].sort((a, b) => a - b);
  let from = 0;
  let result = "";
  for (const at of places) {
    result += text.slice(from, at) + (end.get(at) ?? "") + (begin.get(at) ?? "");
    from = at;
  }
  return result + text.slice(from);
}
