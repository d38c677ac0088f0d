import type { PackageDoc } from "@tooling/docs/extract.ts";
import { expect, it } from "vitest";
import { errorFaults } from "./errors.ts";
import { camelCase, type PageName, pageNames } from "./page.ts";
import { readParitySources } from "./parity.ts";
import { readPackages, shippedFiles } from "./workspace.ts";

const { docs, golden } = readParitySources();
/** Of which functions a golden file shows that upstream gives something else. */
const differing = new Set(golden.flatMap((file) => file.differing.map((name) => `${file.package} ${name}`)));

it("every name of the Python page is exported under its name in camelCase, and its doc names it", () => {
  expect(pageNames().flatMap((row) => pageFaults(row, docs))).toEqual([]);
});

it("every @python tag of ngclearn's is its export's own name", () => {
  expect(docs.flatMap(tagFaults)).toEqual([]);
});

it("every difference from upstream that a golden file shows stands in the docs of its function", () => {
  const said = docs.filter(({ differs }) => differs.length > 0).map((doc) => `${doc.package} ${doc.name}`);
  expect([...differing].filter((name) => !said.includes(name))).toEqual([]);
});

it("every difference from upstream that the docs of a name of the page tell of is shown by a golden file", () => {
  const told = pageNames().filter(({ package: home, name }) =>
    docs.some((doc) => doc.package === home && doc.name === name && doc.differs.length > 0),
  );
  const names = told.map(({ package: home, name }) => `${home} ${name}`);
  expect(names.filter((name) => !differing.has(name))).toEqual([]);
});

it("every function says what it gives", () => {
  const silent = docs.filter(({ kind, summary }) => kind !== "type" && summary === "");
  expect(silent.map((doc) => `${doc.package} ${doc.name}`)).toEqual([]);
});

it("every error names its function, and is of a kind that callers expect", () => {
  const faults = readPackages().flatMap((member) =>
    shippedFiles(member).flatMap(({ path, text }) => errorFaults(`${member.folder}/${path}`, text)),
  );
  expect(faults).toEqual([]);
});

it("names become camelCase as they are", () => {
  const names = ["measure_CatNLL", "d_relu6", "DataLoader", "generate_patch_set"];
  expect(names.map(camelCase)).toEqual(["measureCatNLL", "dRelu6", "DataLoader", "generatePatchSet"]);
});

it("the checks find a missing name, a missing module, a wrong tag and an error without its function", () => {
  const [mse] = docs.filter(({ name }) => name === "relu");
  const row: PageName = { package: mse.package, name: "relu", python: ["a.relu", mse.python[0]] };
  expect(pageFaults(row, [])).toEqual([`${mse.package} does not export relu`]);
  expect(pageFaults(row, [mse])).toEqual([`${mse.package}: relu has no @python a.relu`]);
  expect(tagFaults({ ...mse, name: "reLU" })).toHaveLength(1);
  expect(errorFaults("a.ts", "throw new RangeError(`relu: x must be 1, got 2`);")).toEqual([]);
  expect(errorFaults("a.ts", 'throw new RangeError("no such axis");')).toHaveLength(1);
  expect(errorFaults("a.ts", 'throw new Error("relu: no");')).toHaveLength(1);
});

function pageFaults({ package: home, name, python }: PageName, all: readonly PackageDoc[]): string[] {
  const doc = all.find((one) => one.package === home && one.name === name);
  if (doc === undefined) return [`${home} does not export ${name}`];
  return python
    .filter((dotted) => !doc.python.includes(dotted))
    .map((dotted) => `${home}: ${name} has no @python ${dotted}`);
}

function tagFaults({ package: home, name, python }: PackageDoc): string[] {
  // A synchronous twin is of the same Python name.
  const own = name.replace(/Sync$/, "");
  return python
    .filter((dotted) => dotted.startsWith("ngclearn.") && camelCase(dotted.split(".").at(-1) ?? "") !== own)
    .map((dotted) => `${home}: ${name} has @python ${dotted}`);
}
