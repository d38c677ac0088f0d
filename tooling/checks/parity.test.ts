import { extractDocs } from "@tooling/docs/extract.ts";
import { expect, it } from "vitest";
import { generatedFiles, markdownFiles } from "./generated.ts";
import { pageNames } from "./page.ts";
import { type ParitySources, parityPage, readParitySources, testedAgainst } from "./parity.ts";

it("PARITY.md is what the doc comments and the golden files say; `npm run fix` writes it", () => {
  const [{ expected, actual }] = generatedFiles().filter(({ path }) => path === "PARITY.md");
  expect(actual).toBe(expected);
});

it.each(markdownFiles())(
  "$path's tables are up to date; `npm run fix` writes them",
  ({ expected, actual }) => {
    expect(actual).toBe(expected);
  },
);

it("every name of the page is tested", () => {
  const sources = readParitySources();
  const untested = pageNames().filter(({ package: home, name }) => testedAgainst(home, name, sources) === "");
  expect(untested.map(({ package: home, name }) => `${home} ${name}`)).toEqual([]);
});

it("a name without its export or its test stands out", () => {
  const path = "packages/activations/test/golden/a.json";
  const sources: ParitySources = {
    docs: [],
    golden: [{ package: "@ngc/activations", path, calls: ["relu", "relu", "relu6"], differing: [] }],
    packages: [],
  };
  const page = parityPage(sources);
  expect(page).toContain(`| \`model_utils.relu\` | **missing** | [a.json](${path}) 2 |  |`);
  expect(page).toContain("| `model_utils.tanh` | **missing** |  |  |");
});

it("a function's own test is one named after it or its file, or one that describes it, never one that only uses it", () => {
  const [encode] = extractDocs().filter(({ name }) => name === "encode");
  const ownTest = (...files: [path: string, text: string][]): string => {
    const member = {
      folder: "packages/io",
      manifest: { name: "@ngc/io" },
      files: files.map(([path, text]) => ({ path, text })),
    };
    return testedAgainst("@ngc/io", "encode", { docs: [encode], golden: [], packages: [member] });
  };
  const uses = "encode(1)";
  expect(ownTest(["src/browser.test.ts", uses])).toBe("");
  expect(ownTest(["src/encode.test.ts", "it"])).toBe("");
  expect(ownTest(["src/a.test.ts", `describe("encode", () => ${uses}`])).toContain("src/a.test.ts");
  const file = encode.file.split("/").at(-1)?.replace(".ts", "");
  expect(ownTest([`src/${file}.node.test.ts`, uses], [`src/${file}.test.ts`, uses])).toContain(
    `src/${file}.test.ts`,
  );
  expect(ownTest([`src/${file}.test.ts`, uses], ["src/encode.test.ts", uses])).toContain(
    "src/encode.test.ts",
  );
});
