import { catalogue as activations } from "@ngc/activations/catalogue";
import { catalogue as metrics } from "@ngc/metrics/catalogue";
import { catalogue as surrogates } from "@ngc/surrogate/catalogue";
import type { Parameter } from "@ngc/tensor/authoring";
import type { PackageDoc } from "@tooling/docs/extract.ts";
import ts from "typescript";
import { table } from "./parity.ts";

/** A function that a catalogue knows: in which order it is shown, and its call with the default of each option. */
interface Listed {
  readonly name: string;
  readonly call: string;
}

const LISTED: readonly Listed[] = [
  ...activations.flatMap(({ name, derivative, parameters }) =>
    [name, ...(derivative ? [derivative.name] : [])].map((own) => ({
      name: own,
      call: call(own, ["x"], parameters),
    })),
  ),
  ...metrics.map(({ name, inputs, parameters }) => ({
    name,
    call: call(
      name,
      inputs.map((input) => input.name),
      parameters,
    ),
  })),
  ...surrogates.map(({ name }) => ({ name, call: `${name}({ getSurrFx = false })` })),
];

/** The table of a package's README: each function's call, the first sentence of its doc, its Python name. */
export function functionTable(docs: readonly PackageDoc[]): string {
  const callable = docs.filter(({ kind }) => kind === "function" || kind === "class");
  const rows = inOrder(callable).map((doc) => [
    `\`${LISTED.find(({ name }) => name === doc.name)?.call ?? callOf(doc)}\``,
    firstSentence(doc.summary),
    doc.python.map((dotted) => `\`${dotted.replace("ngclearn.utils.", "")}\``).join("<br>"),
  ]);
  return table(["call", "what it gives", "Python"], rows);
}

/** As the catalogue shows them; what it does not list comes after, as it is exported. */
function inOrder(docs: readonly PackageDoc[]): PackageDoc[] {
  const place = (doc: PackageDoc): number => {
    const found = LISTED.findIndex(({ name }) => name === doc.name);
    return found === -1 ? LISTED.length : found;
  };
  return docs.toSorted((a, b) => place(a) - place(b));
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

/** The call of what no catalogue lists, as its last signature has it: `matmul(a, b, options?)`. */
function callOf({ kind, name, signatures, members }: PackageDoc): string {
  const made = members.find((member) => member.name === "constructor");
  const text = kind === "class" ? `class A { ${made?.signatures[0] ?? ""} }` : (signatures.at(-1) ?? "");
  const found: string[] = [];
  const visit = (node: ts.Node, depth: number): void => {
    if (ts.isParameter(node) && depth === 1)
      found.push(`${node.name.getText()}${node.questionToken ? "?" : ""}`);
    ts.forEachChild(node, (child) => visit(child, ts.isFunctionLike(node) ? depth + 1 : depth));
  };
  visit(ts.createSourceFile("a.d.ts", text, ts.ScriptTarget.ES2022, true), 0);
  return `${kind === "class" ? "new " : ""}${name}(${found.join(", ")})`;
}

/** Up to the first full stop that ends a sentence; the one in `0.5` does not. */
function firstSentence(text: string): string {
  return /^.*?[.](?=\s+[A-Z`]|$)/.exec(text)?.[0] ?? text;
}
