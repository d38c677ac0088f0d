import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { decode, expectClose, readGolden } from "@tooling/golden";
import { afterEach, beforeEach, expect, it } from "vitest";
import { codeOfPromise } from "../../test/code-of.ts";
import { npyFile, npyHeaderText } from "../../test/npy-file.ts";
import { zipFile } from "../../test/zip-file.ts";
import { pullEquations } from "./equations.ts";
import { readModel, type SavedComponent } from "./read-model.ts";

const { cases } = readGolden(new URL("../../test/golden/model.json", import.meta.url));
const [current, first] = cases;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "model-"));
  lay(current);
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), bytes);
}

/** Puts the files of a saved model in place of what is there. */
function lay({ args: [files] }: (typeof cases)[number]): void {
  rmSync(folder, { recursive: true });
  for (const [name, hex] of Object.entries(files as Record<string, string>))
    write(name, Buffer.from(hex, "hex"));
}

it.each(cases)(
  "readModel gives what ngc-learn saved, $name: what they held, and their wires",
  async (golden) => {
    lay(golden);
    const { path, components, connections } = await readModel(folder);
    const shown = [...components].map(([name, { values, ...rest }]) => [
      name,
      { ...rest, values: [...values].sort() },
    ]);
    expectClose({ path, connections, components: Object.fromEntries(shown) }, decode(golden.gives), "exact");
  },
);

it("a model without saved values is read, and its equations are pulled", async () => {
  rmSync(join(folder, "component/custom"), { recursive: true });
  const cell = { args: ["z0"], kwargs: { equation: "dz = -z" }, modulePath: "cells.Cell" };
  write("component/roots.json", JSON.stringify({ z0: cell }));
  const model = await readModel(folder);
  expect(model.components.get("z0")?.values.size).toBe(0);
  expect(pullEquations(model)).toBe("z0:  dz = -z");
});

it("what a file names is looked for nowhere else", async () => {
  write("component/roots.json", '{"../../secret": {"args": [], "kwargs": {}, "modulePath": "os.system"}}');
  write("../secret.npz", "no npz");
  const { components } = await readModel(folder).finally(() => unlinkSync(join(folder, "../secret.npz")));
  expect(components.get("../../secret")?.values.size).toBe(0);
});

it("a component __proto__ is one like others", async () => {
  write("component/roots.json", '{"__proto__": {"args": [], "kwargs": {"__proto__": 1}, "modulePath": "a"}}');
  const { components } = await readModel(folder);
  expect(Object.keys(components.get("__proto__")?.kwargs ?? {})).toEqual(["__proto__"]);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

it("numbers are read as Python's json writes them: integers whole, and what JSON has no word for", async () => {
  // json.dumps of 2**53 - 1, 2**53 + 1, -(2**63), -0.0, 1e16, inf, -inf and nan.
  const args =
    "[9007199254740991, 9007199254740993, -9223372036854775808, -0.0, 1e+16, Infinity, -Infinity, NaN]";
  const cell = `{"args": ${args}, "kwargs": {"seed": 9007199254740993, "resist_scale": Infinity}, "modulePath": "a"}`;
  write("component/roots.json", `{"z0": ${cell}}`);
  const { components } = await readModel(folder);
  const { args: read, kwargs } = components.get("z0") as SavedComponent;
  const { POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN: none, MAX_SAFE_INTEGER } = Number;
  expect(read).toEqual([
    MAX_SAFE_INTEGER,
    9007199254740993n,
    -(2n ** 63n),
    -0,
    1e16,
    POSITIVE_INFINITY,
    NEGATIVE_INFINITY,
    none,
  ]);
  expect({ ...kwargs }).toEqual({ seed: 9007199254740993n, resist_scale: POSITIVE_INFINITY });
});

it("an integer longer than Python reads is refused", async () => {
  write("connections.json", `{"a": ${"9".repeat(4300)}}`);
  expect((await readModel(folder)).connections.a).toBe(10n ** 4300n - 1n);
  write("connections.json", `{"a": ${"9".repeat(4301)}}`);
  expect(await codeOfPromise(() => readModel(folder))).toBe("LIMIT");
});

it.each([
  ["component/roots.json", "{", "BAD_HEADER"],
  ["component/roots.json", "[]", "BAD_HEADER"],
  ["component/roots.json", '{"z0": 1}', "BAD_HEADER"],
  ["component/roots.json", '{"z0": {"args": [], "kwargs": []}}', "BAD_HEADER"],
  ["component/roots.json", '{"a": {}, "a": {}}', "DUPLICATE"],
  ["component/roots.json", "[".repeat(100_000), "DEPTH"],
  ["connections.json", "{} {}", "TRAILING"],
  ["connections.json", '{"a": nan}', "BAD_HEADER"],
  ["connections.json", '{"a": -NaN}', "BAD_HEADER"],
  ["connections.json", '{"a": +Infinity}', "BAD_HEADER"],
  ["connections.json", '{"a": Infinity1}', "BAD_HEADER"],
  ["contextData.json", "1", "BAD_HEADER"],
  ["contextData.json", '{"path": {}}', "BAD_HEADER"],
  ["component/custom/z0.npz", "no zip", "BAD_MAGIC"],
  ["component/custom/W1_opt_params.pkl", "cos\nsystem\n.", "UNSAFE_PICKLE"],
])("readModel refuses %s with %j", async (name, text, code) => {
  write(name, text.slice(0, 200_000));
  expect(await codeOfPromise(() => readModel(folder))).toBe(code);
});

it.each([
  ["components.json", '{"components": []}', "BAD_HEADER"],
  ["components.json", '{"components": {"/a/z0": {"class": 1, "args": [], "kwargs": {}}}}', "BAD_HEADER"],
  ["components.json", '{"components": {}, "hyperparameters": 1}', "BAD_HEADER"],
  [
    "components.json",
    `{"components": {${["/a/z0", "/b/z0"].map((path) => `"${path}": {"class": "A", "args": [], "kwargs": {}}`)}}}`,
    "DUPLICATE",
  ],
  ["modules.json", "{}", "BAD_HEADER"],
  ["modules.json", '[{"absolute_path": {}, "attributes": []}]', "BAD_HEADER"],
  ["modules.json", '[{"absolute_path": "a", "attributes": [{"name": {}}]}]', "BAD_HEADER"],
  ["ops.json", "[1]", "BAD_HEADER"],
  ["ops.json", '[{"class": "overwrite", "sources": 1, "destination": "/a/b/c"}]', "BAD_HEADER"],
  ["custom/W1.npz", "no zip", "BAD_MAGIC"],
])("readModel refuses ngc-learn 2's %s with %j", async (name, text, code) => {
  lay(first);
  write(name, text);
  expect(await codeOfPromise(() => readModel(folder))).toBe(code);
});

it.each([
  ["W1.npz", "no zip", "BAD_MAGIC", /^readModel: component\/custom\/W1\.npz: a zip file is required/],
  [
    "W1.npz",
    zipFile({ name: "weights.npy", content: npyFile(npyHeaderText("'<c8'", "(1,)")) }),
    "DTYPE",
    /^readModel: component\/custom\/W1\.npz: "weights\.npy": descr must be/,
  ],
  [
    "W1_opt_params.pkl",
    "cos\nsystem\n.",
    "UNSAFE_PICKLE",
    /^readModel: component\/custom\/W1_opt_params\.pkl: only arrays/,
  ],
  [
    "W1_opt_params.pkl",
    "N",
    "BAD_HEADER",
    /^readModel: component\/custom\/W1_opt_params\.pkl: a pickle must end/,
  ],
])("of a damaged %s readModel says which file it is", async (name, bytes, code, message) => {
  write(`component/custom/${name}`, bytes);
  await expect(readModel(folder)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});

it("names in ngc-learn 2's files mean nothing more than names", async () => {
  lay(first);
  const cell = '{"class": "A", "args": [], "kwargs": {"__proto__": "constructor", "tau": "__proto__"}}';
  write("components.json", `{"components": {"/a/__proto__": ${cell}}, "hyperparameters": {"__proto__": 20}}`);
  write("ops.json", '[{"class": "overwrite", "sources": ["/a/b/c"], "destination": "__proto__"}]');
  const { components, connections } = await readModel(folder);
  expect(Object.entries(components.get("__proto__")?.kwargs ?? {})).toEqual([
    ["__proto__", "constructor"],
    ["tau", 20],
  ]);
  expect(Object.entries(connections)).toEqual([["__proto__", "a:b:c"]]);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

it("readModel refuses more bytes than its limit in all files together, a folder that is none, and what is no path", async () => {
  expect(await codeOfPromise(() => readModel(folder, { limits: { input: 3000 } }))).toBe("LIMIT");
  await expect(readModel(join(folder, "none"))).rejects.toMatchObject({
    code: "ENOENT",
    message: expect.stringMatching(/^readModel: .*none: ENOENT/),
  });
  expect(await codeOfPromise(() => readModel(7 as never))).toBe("TypeError");
});
