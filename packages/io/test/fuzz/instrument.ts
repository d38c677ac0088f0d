import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import ts from "typescript";

/** Makes each arm of each branch in those sources count in `ARMS` how often it was taken; `arms` comes to say how many there are. */
export function instrumented(sources: RegExp, arms: { count: number }): Plugin {
  return {
    name: "instrumented",
    setup(build) {
      build.onLoad({ filter: sources }, ({ path }) => ({
        contents: instrument(path, readFileSync(path, "utf8"), () => arms.count++),
        loader: "ts",
      }));
    },
  };
}

function instrument(path: string, text: string, next: () => number): string {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const { transformed } = ts.transform(source, [
    (context) => (root) => {
      const visit = (node: ts.Node): ts.Node => counted(node, ts.visitEachChild(node, visit, context), next);
      return ts.visitEachChild(root, visit, context);
    },
  ]);
  return ts.createPrinter().printFile(transformed[0]);
}

/** A node whose arms count: those of if, switch, loops, catch, `?:`, `&&`, `||`, `??`, and the bodies of functions. */
function counted(original: ts.Node, node: ts.Node, next: () => number): ts.Node {
  const { factory } = ts;
  const count = (): ts.Expression =>
    factory.createPostfixIncrement(
      factory.createElementAccessExpression(factory.createIdentifier("ARMS"), next()),
    );
  const first = (statements: readonly ts.Statement[]): ts.Statement[] => [
    factory.createExpressionStatement(count()),
    ...statements,
  ];
  const block = (arm?: ts.Statement): ts.Block =>
    factory.createBlock(first(arm === undefined ? [] : ts.isBlock(arm) ? arm.statements : [arm]));
  const value = (arm: ts.Expression): ts.Expression =>
    factory.createParenthesizedExpression(factory.createComma(count(), arm));

  if (ts.isBlock(node) && ts.isFunctionLike(original.parent)) return block(node);
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) {
    const { modifiers, typeParameters, parameters, type, equalsGreaterThanToken: arrow } = node;
    return factory.updateArrowFunction(
      node,
      modifiers,
      typeParameters,
      parameters,
      type,
      arrow,
      value(node.body),
    );
  }
  if (ts.isIfStatement(node))
    return factory.updateIfStatement(
      node,
      node.expression,
      block(node.thenStatement),
      block(node.elseStatement),
    );
  if (ts.isCaseClause(node)) return factory.updateCaseClause(node, node.expression, first(node.statements));
  if (ts.isDefaultClause(node)) return factory.updateDefaultClause(node, first(node.statements));
  if (ts.isCatchClause(node))
    return factory.updateCatchClause(node, node.variableDeclaration, block(node.block));
  if (ts.isForStatement(node))
    return factory.updateForStatement(
      node,
      node.initializer,
      node.condition,
      node.incrementor,
      block(node.statement),
    );
  if (ts.isForOfStatement(node))
    return factory.updateForOfStatement(
      node,
      node.awaitModifier,
      node.initializer,
      node.expression,
      block(node.statement),
    );
  if (ts.isWhileStatement(node))
    return factory.updateWhileStatement(node, node.expression, block(node.statement));
  if (ts.isConditionalExpression(node)) {
    const { condition, questionToken, whenTrue, colonToken, whenFalse } = node;
    return factory.updateConditionalExpression(
      node,
      condition,
      questionToken,
      value(whenTrue),
      colonToken,
      value(whenFalse),
    );
  }
  if (
    ts.isBinaryExpression(node) &&
    /^(&&|\|\||\?\?)=?$/.test(ts.tokenToString(node.operatorToken.kind) ?? "")
  )
    return factory.updateBinaryExpression(node, node.left, node.operatorToken, value(node.right));
  return node;
}
