import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cycles, LAYERS, layerErrors, TOOLS } from "./layers.ts";
import { type Member, ROOT, readWorkspace } from "./workspace.ts";

const workspace = readWorkspace();
const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

it("imports point down, and package.json declares just what is imported", () => {
  expect(layerErrors(workspace, Object.keys(devDependencies))).toEqual([]);
});

it("no files need each other in a circle", () => {
  expect(workspace.flatMap(cycles)).toEqual([]);
});

it("every package, app and tool has its place in the picture or beside it", () => {
  const placed = [...LAYERS.flatMap(({ members }) => members), ...TOOLS];
  expect(workspace.map(({ manifest }) => manifest.name).sort()).toEqual([...placed].sort());
});

const FAULTS: [fault: string, member: Member, error: RegExp][] = [
  ["an edge sideways", withImport("@ngc/activations", "@ngc/metrics"), /sideways/],
  ["an edge up", withImport("@ngc/tensor", "@ngc/random"), /upwards/],
  ["a type's edge up", withImport("@ngc/random", "@ngc/data", "import type { a }"), /upwards/],
  ["an edge to an app", withImport("@ngc/io", "@app/bench"), /upwards/],
  ["a tool in a source", withImport("@ngc/io", "@tooling/golden"), /only tests and builds may/],
  ["an undeclared import", fake("@ngc/io", {}, 'import "left-pad";'), /not declared/],
  ["a dependency that only tests have", fake("@ngc/io", {}, 'import "fast-check";'), /not declared/],
  ["a dependency without import", fake("@ngc/io", { fflate: "*" }, ""), /declares fflate, which no source/],
  [
    "a path out of the package",
    fake("@ngc/io", {}, 'export * from "../../tensor/src/index.ts";'),
    /a path out/,
  ],
  [
    "a path into sources",
    withImport("@ngc/io", "@ngc/tensor", "import { a }", "/src/shape.ts"),
    /into another/,
  ],
  ["a package that loads all of tensor", withImport("@ngc/io", "@ngc/tensor"), /all of its operations/],
];

it.each(FAULTS)("the check finds %s", (_, member, error) => {
  expect(layerErrors([member]).join("\n")).toMatch(error);
});

it("what a build makes a part of the package is a dependency of the build's", () => {
  const member = fake("@ngc/io", {}, 'import "fast-check";');
  const build = { path: "tsup.config.ts", text: 'export default preset({}, holding("fast-check"));' };
  expect(layerErrors([{ ...member, files: [...member.files, build] }])).toEqual([]);
});

it("the check finds files that need each other, and lets types go round", () => {
  const circle = (words: string): Member => ({
    ...fake("@ngc/io", {}, ""),
    files: [
      { path: "src/a.ts", text: 'import { b } from "./b.ts";' },
      { path: "src/b.ts", text: `${words} { a } from "./a.ts";` },
    ],
  });
  expect(cycles(circle("import"))).toEqual(["packages/io: src/a.ts -> src/b.ts -> src/a.ts"]);
  expect(cycles(circle("import type"))).toEqual([]);
});

function withImport(name: string, target: string, words = "import { a }", path = ""): Member {
  return fake(name, { [target]: "workspace:^" }, `${words} from "${target}${path}";`);
}

function fake(name: string, dependencies: Record<string, string>, text: string): Member {
  const manifest = { name, dependencies, devDependencies: { "fast-check": "^4.0.0" } };
  return { folder: name.replace("@ngc", "packages"), manifest, files: [{ path: "src/a.ts", text }] };
}
