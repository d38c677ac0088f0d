import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import {
  agrees,
  codeBlocks,
  collectExamples,
  noteClaims,
  runExample,
  typeErrors,
  withImports,
} from "./examples.ts";

const examples = collectExamples();

const PACKAGES: Record<string, () => Promise<unknown>> = {
  "@ngc/activations": () => import("@ngc/activations"),
  "@ngc/data": () => import("@ngc/data"),
  "@ngc/io": () => import("@ngc/io"),
  "@ngc/metrics": () => import("@ngc/metrics"),
  "@ngc/random": () => import("@ngc/random"),
  "@ngc/surrogate": () => import("@ngc/surrogate"),
  "@ngc/tensor": () => import("@ngc/tensor"),
};

describe("examples of doc comments and READMEs", () => {
  it.each(examples.map(({ title, code }) => [title, code]))("%s does what it says", async (_, code) => {
    const claims = await runExample(code, (name) => PACKAGES[name]?.() ?? import(name));
    for (const { line, actual, expected } of claims)
      expect(agrees(actual, expected), `${line} gave ${show(actual)}, not ${show(expected)}`).toBe(true);
  });

  it("all compile in strict mode", () => {
    expect(typeErrors(examples)).toEqual([]);
  });
});

it("an example that claims a wrong value is found", async () => {
  const claims = await runExample("const a = 1; // => 1\n[a, 2]; // => [1, 3]", () => Promise.resolve({}));
  expect(claims.map(({ actual, expected }) => agrees(actual, expected))).toEqual([true, false]);
});

it("an example that throws is found", async () => {
  await expect(runExample("null.a;", () => Promise.resolve({}))).rejects.toThrow(TypeError);
});

it("an example that does not compile is found", () => {
  const found = typeErrors([{ title: "a", code: 'import { relu } from "@ngc/activations";\nrelu("1");' }]);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^a: No overload|^a: Argument of type/);
});

it("values agree to four places, in arrays and objects and in what holds arrays", () => {
  expect(agrees(0.97407, 0.9741)).toBe(true);
  expect(agrees(0.9742, 0.974)).toBe(false);
  expect(agrees(Float32Array.of(0.5, Number.NaN), [0.5, Number.NaN])).toBe(true);
  expect(agrees({ toArray: () => [[1]] }, [[1]])).toBe(true);
  expect(agrees({ a: 1, b: 2 }, { a: 1 })).toBe(false);
  expect(agrees([1, 2], [1])).toBe(false);
  expect(agrees("1", 1)).toBe(false);
});

it("imports are added for what an example uses and does not declare itself", () => {
  const exported = ["relu", "key", "shape"].map((name) => ({ name, package: "@ngc/a" }));
  expect(withImports("const key = 1;\nrelu(key).shape;", exported)).toBe(
    'import { relu } from "@ngc/a";\nconst key = 1;\nrelu(key).shape;',
  );
});

it("blocks are read from Markdown, claims from their lines", () => {
  expect(codeBlocks("a\n```ts\nb;\n```\n```sh\nc\n```\n")).toEqual(["b;\n"]);
  expect(noteClaims("a(); // => 1\nb(); // says")).toBe('claim("a();", a(), (1)); // => 1\nb(); // says');
});

function show(value: unknown): string {
  return inspect(value, { depth: 6, breakLength: 100 });
}
