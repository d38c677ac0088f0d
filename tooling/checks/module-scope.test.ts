import { expect, it } from "vitest";
import { moduleScopeCalls } from "./module-scope.ts";
import { readPackages, shippedFiles } from "./workspace.ts";

/** Of a program loading is the start. */
const PROGRAMS = ["packages/io/src/cli/main.ts"];

it.each(readPackages())("$manifest.name does nothing when it is loaded", (member) => {
  const files = shippedFiles(member).filter(({ path }) => !PROGRAMS.includes(`${member.folder}/${path}`));
  const calls = files.flatMap(({ path, text }) => moduleScopeCalls(`${member.folder}/${path}`, text));
  expect(calls).toEqual([]);
  expect(member.manifest.sideEffects).toBe(false);
});

it.each([
  "const a = Symbol.for('a');",
  "export const a = { b: [new Set()] };",
  "const a = String.raw`b`;",
  "class A extends make() {}",
  "class A { static b = make(); }",
  "class A { static { make(); } }",
  "const a = [...b];",
  "await a;",
  'import "./a.ts";',
])("the check finds what runs in %s", (text) => {
  expect(moduleScopeCalls("a.ts", text)).toHaveLength(1);
});

it.each([
  "function a() { return b(); }",
  "const a = { b: () => make(), c(): void { make(); } };",
  "class A { b = make(); c(): void { make(); } }",
  "type A = typeof import('./a.ts');",
  "const a = -1 / 0;",
])("the check lets %s be", (text) => {
  expect(moduleScopeCalls("a.ts", text)).toEqual([]);
});
