import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { extractDocs } from "@tooling/docs/extract.ts";
import { apiSnapshots } from "./api.ts";
import { functionTable } from "./function-table.ts";
import { drawLayers, LAYERS } from "./layers.ts";
import { parityPage, readParitySources, table } from "./parity.ts";
import { type Member, ROOT, readPackages } from "./workspace.ts";

/** A file that is made from others: what it should hold, and what it holds. */
export interface Generated {
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
}

/** Everything that `npm run fix` writes and the checks compare. */
export function generatedFiles(): Generated[] {
  const whole = [...apiSnapshots(), { path: "PARITY.md", text: parityPage(readParitySources()) }];
  return [
    ...whole.map(({ path, text }) => ({ path, expected: text, actual: read(path) })),
    ...markdownFiles(),
  ];
}

/** Pages that are written by hand but for the blocks between `<!-- name:begin -->` and `<!-- name:end -->`. */
export function markdownFiles(): Generated[] {
  const packages = readPackages();
  const docs = extractDocs();
  const blocks: [path: string, block: string, content: string][] = [
    ["ARCHITECTURE.md", "layers", ["```text", drawLayers(), "```"].join("\n")],
    ["README.md", "packages", packageTable(packages)],
    ...packages
      .filter(({ folder }) => read(`${folder}/README.md`).includes("<!-- functions:begin -->"))
      .map(({ folder, manifest }): [string, string, string] => [
        `${folder}/README.md`,
        "functions",
        functionTable(docs.filter((doc) => doc.package === manifest.name)),
      ]),
  ];
  return blocks.map(([path, block, content]) => {
    const actual = read(path);
    return { path, expected: fillBlock(actual, block, content, path), actual };
  });
}

/** `text` with `content` between the marks of `block`. */
function fillBlock(text: string, block: string, content: string, path: string): string {
  const [begin, end] = [`<!-- ${block}:begin -->`, `<!-- ${block}:end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`${path}: the marks ${begin} and ${end} are missing`);
  return `${text.slice(0, from)}${begin}\n${content.trimEnd()}\n${text.slice(to)}`;
}

/** The packages from the bottom of the picture to its top, with what each is for. */
function packageTable(packages: readonly Member[]): string {
  const order = LAYERS.toReversed().flatMap(({ members }) => members);
  const sorted = packages.toSorted((a, b) => order.indexOf(a.manifest.name) - order.indexOf(b.manifest.name));
  const rows = sorted.map(({ folder, manifest }) => [
    `[${manifest.name}](${folder})`,
    manifest.description ?? "",
    Object.keys(manifest.dependencies ?? {}).join(", "),
  ]);
  return table(["package", "what it holds", "depends on"], rows);
}

function read(path: string): string {
  return existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), "utf8") : "";
}
