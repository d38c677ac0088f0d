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
    golden: [{ package: "@ngc/activations", path, calls: ["relu", "relu.part", "relu6"] }],
    packages: [],
  };
  const page = parityPage(sources);
  expect(page).toContain(`| \`model_utils.relu\` | **missing** | [a.json](${path}) 2 |  |`);
  expect(page).toContain("| `model_utils.tanh` | **missing** |  |  |");
});
