import { expect, it } from "vitest";
import { generatedFiles, markdownFiles } from "./generated.ts";
import { pageNames } from "./page.ts";
import { casesOf, parityPage, readExpected } from "./parity.ts";

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

it("every name of the page is tested against values from Python", () => {
  const files = readExpected();
  const untested = pageNames().filter(
    (row) => !files.some((file) => file.package === row.package && casesOf(row.name, file) > 0),
  );
  expect(untested.map(({ package: home, name }) => `${home} ${name}`)).toEqual([]);
});

it("a name without its export or its values stands out", () => {
  const page = parityPage(
    [],
    [{ package: "@ngc/activations", path: "a/relu.json", calls: ["relu", "relu", "relu6"] }],
  );
  expect(page).toContain("| `model_utils.relu` | **missing** | [relu.json](a/relu.json) 2 |  |");
  expect(page).toContain("| `model_utils.tanh` | **missing** |  |  |");
});
