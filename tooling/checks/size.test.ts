import { extractDocs } from "@tooling/docs/extract.ts";
import { expect, it } from "vitest";
import { bundle, type Ceiling, declaredIn, unusedRest, weight } from "./size.ts";
import { readPackages } from "./workspace.ts";

const HERE = import.meta.dirname;

/** Raised in the commit that causes it. */
const CEILINGS: readonly Ceiling[] = [
  { package: "@ngc/activations", name: "relu", bytes: 2500, holds: ["isTensor"] },
];

const publicNames = extractDocs()
  .filter(({ kind }) => kind === "function" || kind === "class")
  .map(({ name }) => name);

it.each(CEILINGS)("$name alone weighs at most $bytes bytes and brings no other function", async (row) => {
  const code = await bundle(row.package, row.name, HERE);
  const others = declaredIn(code, publicNames).filter((name) => name !== row.name);
  expect(others).toEqual(row.holds);
  expect(await weight(code)).toBeLessThanOrEqual(row.bytes);
});

it.each(readPackages().map(({ manifest }) => manifest.name))(
  "%s leaves nothing behind where nothing of it is used",
  async (name) => {
    // Imports of Node's own modules stay; they are no code of the package's.
    const rest = (await unusedRest(name, HERE)).replace(/import\s*"[^"]*";?/g, "").trim();
    expect(rest).toBe("");
  },
);

it("the check finds a function that came along", async () => {
  const code = await bundle("@ngc/activations", "relu, dRelu", HERE);
  expect(declaredIn(code, ["relu", "dRelu", "tanh"])).toEqual(["dRelu", "relu"]);
});
