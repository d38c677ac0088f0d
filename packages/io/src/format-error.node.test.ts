import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { limitsOf } from "./limits.ts";

const textOf = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

/** What stands as code in the first column of the README's table with that head. */
function firstColumn(head: string): string[] {
  const [, rows = ""] = textOf("../README.md").split(new RegExp(`^\\| ${head} .*\\n\\|[- |]*\\n`, "m"));
  const cells = rows.split("\n\n")[0].matchAll(/^\|([^|]*)/gm);
  return [...cells].flatMap(([, cell]) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
}

it("the README has a line for each code of a FormatError, and for no other", () => {
  const [, union = ""] = /type FormatErrorCode =([^;]*);/.exec(textOf("format-error.ts")) ?? [];
  const codes = [...union.matchAll(/"(\w+)"/g)].map(([, code]) => code);
  expect(codes).toContain("TRUNCATED");
  expect(firstColumn("code").sort()).toEqual(codes.sort());
});

it("the README has a line for each limit, and for no other", () => {
  expect(firstColumn("limit").sort()).toEqual(Object.keys(limitsOf("test", undefined)).sort());
});
