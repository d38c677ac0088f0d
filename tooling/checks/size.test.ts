import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extractDocs } from "@tooling/docs/extract.ts";
import { expect, it } from "vitest";
import { bundle, heldIn, unusedRest, weight } from "./size.ts";
import { ROOT, readPackages } from "./workspace.ts";

const HERE = import.meta.dirname;

/** What a bundle of one function may weigh, minified and gzipped. Raised in the commit that causes it. */
const CEILINGS: [home: string, name: string, bytes: number][] = [
  ["@ngc/tensor", "zeros", 1_750],
  ["@ngc/tensor", "add", 6_200],
  ["@ngc/tensor", "matmul", 8_700],
  ["@ngc/random", "key", 1_000],
  ["@ngc/random", "uniform", 5_300],
  ["@ngc/random", "permutation", 6_700],
  ["@ngc/random", "initializeParams", 9_600],
  ["@ngc/random", "randomState", 8_700],
  ["@ngc/activations", "relu", 4_500],
  ["@ngc/activations", "softmax", 6_500],
  ["@ngc/activations", "createFunction", 11_200],
  ["@ngc/metrics", "measureMSE", 5_100],
  ["@ngc/metrics", "measureCatNLL", 7_300],
  ["@ngc/data", "DataLoader", 8_100],
  ["@ngc/data", "generatePatchSet", 9_500],
  ["@ngc/surrogate", "arctanEstimator", 6_700],
  ["@ngc/io", "encode", 12_800],
  ["@ngc/io", "decode", 7_900],
  ["@ngc/io", "decodeIdx", 3_600],
  ["@ngc/io", "decodeNpy", 4_800],
  ["@ngc/io", "encodeNpy", 3_600],
  ["@ngc/io", "decodeNpz", 9_300],
  ["@ngc/io", "encodeNpz", 6_600],
  ["@ngc/io", "decodeSafetensors", 5_800],
  ["@ngc/io", "encodeSafetensors", 4_100],
  ["@ngc/io", "decodePickle", 8_400],
  ["@ngc/io", "openIdx", 8_500],
  ["@ngc/io", "openNpy", 9_600],
  ["@ngc/io", "openSafetensors", 10_600],
  ["@ngc/io", "readModel", 17_400],
  ["@ngc/io", "deserialize", 8_900],
  ["@ngc/io", "crc32c", 2_100],
  ["@ngc/io", "serialize", 14_600],
  ["@ngc/io", "pullEquations", 800],
];

/** Public functions that others are made of. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  createFunction: [
    "tanh",
    "sigmoid",
    "relu",
    "lrelu",
    "relu6",
    "softplus",
    "threshold",
    "heaviside",
    "identity",
  ].flatMap((name) => [name, `d${name[0].toUpperCase()}${name.slice(1)}`]),
  DataLoader: ["permutation", "split", "wrapKeyData"],
  generatePatchSet: ["randomState"],
  bernoulli: ["broadcastTo"],
  choice: ["randint", "split"],
  measureACC: ["argmax"],
  initializeParams: ["normal", "uniform"],
  oneHot: ["argmax"],
  permutation: ["split"],
  randint: ["split"],
  toBlob: ["encode"],
};

const docs = extractDocs();
const callables = docs.filter(({ kind }) => kind === "function" || kind === "class");

it.each(readPackages())("a bundle of one function of $manifest.name holds no other", async ({ manifest }) => {
  const own = callables.filter((doc) => doc.package === manifest.name);
  const faults = await Promise.all(own.map(({ name }) => strangersOf(manifest.name, name)));
  expect(faults.flat()).toEqual([]);
});

it.each(CEILINGS)("%s: a bundle of %s weighs at most %i bytes", async (home, name, bytes) => {
  expect(await weight(await bundle(home, name, HERE))).toBeLessThanOrEqual(bytes);
});

it.each(readPackages())(
  "$manifest.name leaves nothing behind where nothing of it is used",
  async (member) => {
    expect(await unusedRest(join(ROOT, member.folder, "src/index.ts"))).toEqual([]);
  },
);

it("the check finds what stays behind", async () => {
  const entry = join(mkdtempSync(join(tmpdir(), "size-")), "index.ts");
  writeFileSync(
    entry,
    "function make() { return 1; }\nexport const table = [make()];\nexport const big = 2 ** 30;\n",
  );
  expect(await unusedRest(entry)).toHaveLength(2);
});

it("the check finds a function that came along", async () => {
  const code = await bundle("@ngc/activations", "relu, dRelu", HERE);
  expect(heldIn(code, docs)).toEqual(["relu", "dRelu", "isTensor"]);
});

/** What a bundle of `name` holds beside it and its parts; or that it does not even hold itself. */
async function strangersOf(home: string, name: string): Promise<string[]> {
  // What knows an argument, and what is thrown, belongs to every function.
  const parts = ["isTensor", "isKey", "FormatError", ...(PARTS[name] ?? [])];
  const held = heldIn(await bundle(home, name, HERE), docs);
  if (!held.includes(name)) return [`${name} is not in its own bundle`];
  return held
    .filter((other) => other !== name && !parts.includes(other))
    .map((other) => `${name} brings ${other}`);
}
