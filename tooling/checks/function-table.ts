import { catalogue as activations } from "@ngc/activations/catalogue";
import { catalogue as metrics } from "@ngc/metrics/catalogue";
import { catalogue as surrogates } from "@ngc/surrogate/catalogue";
import type { Parameter } from "@ngc/tensor/catalogue";
import type { PackageDoc } from "@tooling/docs/extract.ts";
import ts from "typescript";
import { table } from "./parity.ts";

/** The functions that a package's catalogue lists, in its order, each with its call and the default of each option. */
const LISTED: Readonly<Record<string, readonly (readonly [name: string, call: string])[]>> = {
  "@ngc/activations": activations.flatMap(({ name, derivative, parameters }) =>
    [name, ...(derivative ? [derivative.name] : [])].map(
      (own) => [own, call(own, ["x"], parameters)] as const,
    ),
  ),
  "@ngc/metrics": metrics.map(({ name, inputs, parameters }) => {
    const matrices = inputs.map((input) => input.name);
    return [name, call(name, matrices, parameters)];
  }),
  "@ngc/surrogate": surrogates.map(({ name }) => [name, `${name}({ getSurrFx = false })`]),
};

/** The table of a package's README: each function's call, the first sentence of its doc, its Python name. */
export function functionTable(docs: readonly PackageDoc[]): string {
  const callable = docs.filter(({ kind }) => kind === "function" || kind === "class");
  const rows = callable
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((doc) => [
      `\`${listed(doc).find(([name]) => name === doc.name)?.[1] ?? callOf(doc)}\``,
      firstSentence(doc.summary),
      doc.python.map((dotted) => `\`${dotted.replace("ngclearn.utils.", "")}\``).join("<br>"),
    ]);
  return table(["call", "what it gives", "Python"], rows);
}

/** As the catalogue shows them; what it does not list comes after, as it is exported. */
function placeOf(doc: PackageDoc): number {
  const place = listed(doc).findIndex(([name]) => name === doc.name);
  return place === -1 ? listed(doc).length : place;
}

function listed(doc: PackageDoc): readonly (readonly [name: string, call: string])[] {
  return LISTED[doc.package] ?? [];
}

/** `threshold(x, { thr = 1 })` */
function call(name: string, inputs: readonly string[], parameters: readonly Parameter[]): string {
  const positional = parameters
    .filter((parameter) => parameter.positional)
    .map((parameter) => parameter.name);
  const options = parameters
    .filter((parameter) => !parameter.positional)
    .map((parameter) => `${parameter.name} = ${parameter.default}`);
  const last = options.length > 0 ? [`{ ${options.join(", ")} }`] : [];
  return `${name}(${[...inputs, ...positional, ...last].join(", ")})`;
}

/** The call of what no catalogue lists: `matmul(a, b, options?)`, optional being what some signature does without. */
function callOf({ kind, name, signatures, members }: PackageDoc): string {
  const made = members
    .filter((member) => member.name === "constructor")
    .flatMap((member) => member.signatures);
  const lists = (kind === "class" ? made : signatures).map(parametersOf);
  const longest = lists.reduce((long, list) => (list.length >= long.length ? list : long), []);
  const shown = longest.map((parameter, i) => {
    const optional = lists.some((list) => i >= list.length || list[i].optional);
    return `${parameter.name}${optional ? "?" : ""}`;
  });
  return `${kind === "class" ? "new " : ""}${name}(${shown.join(", ")})`;
}

function parametersOf(signature: string): { name: string; optional: boolean }[] {
  const text = signature.startsWith("constructor") ? `class A { ${signature} }` : signature;
  const [statement] = ts.createSourceFile("a.d.ts", text, ts.ScriptTarget.ES2022, true).statements;
  const declaration = ts.isClassDeclaration(statement) ? statement.members[0] : statement;
  if (!ts.isFunctionLike(declaration)) return [];
  return declaration.parameters.map(({ name, questionToken }) => ({
    name: name.getText(),
    optional: questionToken !== undefined,
  }));
}

/** Up to the first full stop that ends a sentence; the one in `0.5` does not. */
function firstSentence(text: string): string {
  return /^.*?[.](?=\s+[A-Z`]|$)/.exec(text)?.[0] ?? text;
}
