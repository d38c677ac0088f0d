import { posix } from "node:path";
import { type Import, importsOf, packageOf } from "./imports.ts";
import { isTest, type Manifest, type Member } from "./workspace.ts";

/** A row of the picture: its members may import those of the rows below, and nothing else of the workspace. */
export interface Layer {
  readonly members: readonly string[];
  readonly note: string;
}

/** The workspace, top to bottom. */
export const LAYERS: readonly Layer[] = [
  { members: ["@app/playground"], note: "apps use everything below, as a user would" },
  { members: ["@app/bench"], note: "its workloads are a declared export that the playground runs too" },
  { members: ["@app/exhibits"], note: "small models, each run in Node, by bench and by the playground" },
  {
    members: ["@ngc/activations", "@ngc/metrics", "@ngc/surrogate", "@ngc/data", "@ngc/io"],
    note: "never import each other",
  },
  { members: ["@ngc/random"], note: "keys, draws, initial values, drop-out" },
  { members: ["@ngc/tensor"], note: "the value and its arithmetic" },
];

/** Beside the picture: tools, which tests and builds may import, and no source that users get. */
export const TOOLS: readonly string[] = [
  "@tooling/golden",
  "@tooling/kernels",
  "@tooling/browser",
  "@tooling/docs",
  "@tooling/checks",
];

/** The picture as ARCHITECTURE.md shows it. */
export function drawLayers(layers: readonly Layer[] = LAYERS): string {
  const rows = layers.map(({ members }) => members.map((name) => name.replace(/^@\w+\//, "")).join("  "));
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row, i) => `${row.padEnd(width)}   ${layers[i].note}`).join("\n");
}

/** Every edge that breaks the picture or that a package.json does not know, and every dependency that nothing imports. */
export function layerErrors(members: readonly Member[], rootDependencies: readonly string[] = []): string[] {
  return members.flatMap((member) => [
    ...member.files.flatMap(({ path, text }) =>
      importsOf(path, text).flatMap((found) =>
        importError(member, path, found, rootDependencies).map(
          (problem) => `${member.folder}/${path} imports ${found.specifier}: ${problem}`,
        ),
      ),
    ),
    ...unusedDependencies(member),
  ]);
}

function importError(
  { folder, manifest, files }: Member,
  path: string,
  { specifier, typeOnly }: Import,
  rootDependencies: readonly string[],
): string[] {
  if (specifier.startsWith(".")) {
    const target = posix.join(folder, posix.dirname(path), specifier);
    const isConfiguration = !path.includes("/") && target.startsWith("tooling/");
    return target.startsWith(`${folder}/`) || isConfiguration ? [] : ["a path out of its own package"];
  }
  const name = packageOf(specifier);
  if (name === undefined) return [];
  const faults = edgeError(manifest.name, name, path);
  if (specifier === "@ngc/tensor" && !typeOnly && folder.startsWith("packages/") && !isTest(path))
    faults.push("all of its operations, 3 ms of a start; values come from @ngc/tensor/authoring");
  if (specifier.includes("/src/")) faults.push("a path into another package's sources");
  if (!isDeclared(name, path, folder, manifest, rootDependencies) && !isBundled(name, manifest, files))
    faults.push("not declared in package.json");
  return faults;
}

function isDeclared(
  name: string,
  path: string,
  folder: string,
  { name: own, dependencies = {}, devDependencies = {} }: Manifest,
  rootDependencies: readonly string[],
): boolean {
  if (name === own || name in dependencies) return true;
  // A site's dependencies are bundled, so that which of the two lists holds them means nothing.
  const mayBeForTests = isTest(path) || folder.startsWith("apps/");
  const isConfiguration = !path.includes("/");
  return (mayBeForTests && name in devDependencies) || (isConfiguration && rootDependencies.includes(name));
}

/** Whether a dependency of the build's is made a part of what is built, so that users install none of it. */
function isBundled(name: string, { devDependencies = {} }: Manifest, files: Member["files"]): boolean {
  const build = files.find(({ path }) => path === "tsup.config.ts")?.text ?? "";
  return name in devDependencies && build.includes(`holding("${name}")`);
}

function edgeError(from: string, to: string, path: string): string[] {
  if (TOOLS.includes(to)) return isTest(path) ? [] : ["only tests and builds may"];
  if (from === to || TOOLS.includes(from)) return [];
  const [above, below] = [heightOf(from), heightOf(to)];
  if (below === undefined) return /^@(ngc|app|tooling)\//.test(to) ? ["it is in no layer"] : [];
  if (above === undefined) return ["the importing package is in no layer"];
  return above > below ? [] : [above === below ? "sideways, within its layer" : "upwards"];
}

/** Rows from the bottom, 0 the lowest. */
function heightOf(name: string): number | undefined {
  const row = LAYERS.findIndex(({ members }) => members.includes(name));
  return row === -1 ? undefined : LAYERS.length - 1 - row;
}

function unusedDependencies({ folder, manifest, files }: Member): string[] {
  const imported = files.flatMap(({ path, text }) =>
    isTest(path) && folder.startsWith("packages/") ? [] : importsOf(path, text),
  );
  const used = imported.map(({ specifier }) => packageOf(specifier));
  return Object.keys(manifest.dependencies ?? {})
    .filter((name) => !used.includes(name))
    .map((name) => `${folder}/package.json declares ${name}, which no source imports`);
}

/** Files of one member that need each other when they load; each cycle once, by its smallest file. */
export function cycles({ folder, files }: Member): string[] {
  const paths = files.map(({ path }) => path);
  const edges = Object.fromEntries(
    files.map(({ path, text }) => [
      path,
      importsOf(path, text)
        .filter(({ specifier, typeOnly }) => specifier.startsWith(".") && !typeOnly)
        .map(({ specifier }) => posix.join(posix.dirname(path), specifier))
        .filter((target) => paths.includes(target)),
    ]),
  );
  const reaches = (from: string, goal: string, seen: Set<string> = new Set()): string[] | undefined => {
    for (const next of edges[from]) {
      if (next === goal) return [from, goal];
      // Only through larger names: a cycle is found from its smallest file, and only once.
      if (next < goal || seen.has(next)) continue;
      seen.add(next);
      const rest = reaches(next, goal, seen);
      if (rest !== undefined) return [from, ...rest];
    }
    return undefined;
  };
  return paths.flatMap((path) => {
    const cycle = reaches(path, path);
    return cycle === undefined ? [] : [`${folder}: ${cycle.join(" -> ")}`];
  });
}
