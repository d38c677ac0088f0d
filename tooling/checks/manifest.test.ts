import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { describe, expect, it } from "vitest";
import { entriesOf, expectedShape, fieldFaults, manifestShape, rangeFaults } from "./manifest.ts";
import { packAll } from "./pack.ts";
import { readPackages, readWorkspace } from "./workspace.ts";

describe.each(readPackages())("$manifest.name", ({ folder, manifest }) => {
  it("has the shape that every package has", () => {
    const name = folder.replace("packages/", "@ngc/");
    expect(manifestShape(manifest)).toEqual(expectedShape(name, entriesOf(manifest)));
    expect(fieldFaults(manifest)).toEqual([]);
  });

  it("runs on Node 20", () => {
    expect(manifest.engines).toEqual({ node: expect.stringMatching(/^>=20(\.\d+)?$/) });
  });

  it("says what it is and can be found by it", () => {
    expect(manifest.description).toMatch(/^[A-Z].*[^.]$/);
    expect(manifest.keywords).toContain(folder.replace("packages/", ""));
  });
});

it("every dependency has one range, and what users install a caret's", () => {
  expect(rangeFaults(readWorkspace())).toEqual([]);
});

it("the checks find another shape, an unknown field and a range that pins", () => {
  const [{ folder, manifest }] = readPackages();
  expect(manifestShape({ ...manifest, sideEffects: true })).not.toEqual(manifestShape(manifest));
  expect(fieldFaults({ ...manifest, homepage: "here" })).toEqual(["unknown field homepage"]);
  const pinned = { folder, manifest: { ...manifest, dependencies: { fflate: "0.8.3" } }, files: [] };
  expect(rangeFaults([pinned])).toContain(`${folder}: fflate 0.8.3 is not a caret range`);
});

const tarballs = packAll().map((path) => ({ name: basename(path), path }));

it("every package is packed", () => {
  expect(tarballs).toHaveLength(readPackages().length);
});

describe.each(tarballs)("$name", ({ path }) => {
  it("holds what is built, its README and the licence, and no sources", () => {
    const files = execFileSync("tar", ["-tzf", path], { encoding: "utf8" }).trim().split("\n");
    const outside = files.filter((file) => !file.startsWith("package/dist/"));
    expect(outside.sort()).toEqual(["package/LICENSE", "package/README.md", "package/package.json"]);
    expect(files.filter((file) => /\.ts$/.test(file) && !/\.d\.ts$/.test(file))).toEqual([]);
  });

  it("is as publint would have it", async () => {
    const { buffer, byteOffset, byteLength } = readFileSync(path);
    const tarball = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
    const { messages } = await publint({ pack: { tarball }, strict: true });
    expect(messages).toEqual([]);
  });

  it("has the right types for ES modules, CommonJS and bundlers", async () => {
    const result = await checkPackage(createPackageFromTarballData(readFileSync(path)));
    const problems = result.types ? result.problems : ["no types"];
    // Node 10's resolution knows no `exports`, and Node 20 is the oldest that the packages run on.
    const relevant = problems.filter((problem) => JSON.stringify(problem).includes('"node10"') === false);
    expect(relevant).toEqual([]);
  });
});
