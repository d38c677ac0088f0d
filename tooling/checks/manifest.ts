import type { Manifest, Member } from "./workspace.ts";

/** The fields of a published package's package.json, in their order. */
const FIELDS = [
  "name",
  "version",
  "description",
  "license",
  "type",
  "sideEffects",
  "keywords",
  "engines",
  "files",
  "exports",
  "bin",
  "publishConfig",
  "scripts",
  "dependencies",
  "devDependencies",
];

/** Fields that each package fills in for itself. */
const OWN = ["version", "description", "keywords", "engines", "bin", "dependencies", "devDependencies"];

/** What every package's package.json has in common: all but the fields of its own. */
export function manifestShape(manifest: Manifest): unknown {
  return Object.fromEntries(Object.entries(manifest).filter(([field]) => !OWN.includes(field)));
}

/** {@link manifestShape} as it has to be for a package of this name with these entries. */
export function expectedShape(name: string, entries: readonly string[]): unknown {
  const sources = entries.map((entry) => [subpath(entry), `./src/${entry}.ts`]);
  const built = entries.map((entry) => [
    subpath(entry),
    {
      import: { types: `./dist/${entry}.d.ts`, default: `./dist/${entry}.js` },
      require: { types: `./dist/${entry}.d.cts`, default: `./dist/${entry}.cjs` },
    },
  ]);
  return {
    name,
    license: "BSD-3-Clause",
    type: "module",
    sideEffects: false,
    files: ["dist"],
    exports: Object.fromEntries(sources),
    publishConfig: { access: "public", exports: Object.fromEntries(built) },
    scripts: { build: "tsup", types: "tsc && tsc -p tsconfig.build.json" },
  };
}

/** The entries of a package: `index`, `catalogue`. */
export function entriesOf({ exports = {} }: Manifest): string[] {
  return Object.keys(exports).map((path) => (path === "." ? "index" : path.slice(2)));
}

/** Fields that no package has, or that stand in another order. */
export function fieldFaults(manifest: Manifest): string[] {
  const known = Object.keys(manifest).filter((field) => FIELDS.includes(field));
  const sorted = FIELDS.filter((field) => known.includes(field));
  const unknown = Object.keys(manifest).filter((field) => !FIELDS.includes(field));
  return [
    ...unknown.map((field) => `unknown field ${field}`),
    ...known.filter((field, i) => field !== sorted[i]),
  ];
}

/** Ranges that differ from member to member, that pin or widen what users install, or that leave the workspace. */
export function rangeFaults(members: readonly Member[]): string[] {
  const all = members.flatMap(({ folder, manifest }) => [
    ...Object.entries(manifest.dependencies ?? {}).map(([name, range]) => ({
      folder,
      name,
      range,
      shipped: true,
    })),
    ...Object.entries(manifest.devDependencies ?? {}).map(([name, range]) => ({
      folder,
      name,
      range,
      shipped: false,
    })),
  ]);
  return all.flatMap(({ folder, name, range, shipped }) => {
    const isOurs = members.some(({ manifest }) => manifest.name === name);
    const where = `${folder}: ${name} ${range}`;
    if (isOurs) return range.startsWith("workspace:") ? [] : [`${where} does not name the workspace`];
    const isPublished = shipped && folder.startsWith("packages/");
    if (isPublished && !/^\^\d+\.\d+\.\d+$/.test(range)) return [`${where} is not a caret range`];
    const other = all.find((one) => one.name === name && one.range !== range);
    return other === undefined ? [] : [`${where}, but ${other.folder} has ${other.range}`];
  });
}

function subpath(entry: string): string {
  return entry === "index" ? "." : `./${entry}`;
}
