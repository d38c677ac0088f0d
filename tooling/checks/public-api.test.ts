import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extractEntry } from "@tooling/docs/extract.ts";
import { expect, it } from "vitest";
import { generatedFiles } from "./generated.ts";

const snapshots = generatedFiles().filter(({ path }) => path.startsWith("tooling/checks/api/"));

it.each(snapshots)("$path holds the public interface; `npm run fix` writes it", ({ expected, actual }) => {
  expect(actual).toBe(expected);
});

it("a snapshot shows what callers see, under the name they know", () => {
  const folder = mkdtempSync(join(tmpdir(), "api-"));
  writeFileSync(
    join(folder, "a.ts"),
    `export function half(x: number): number;
     export function half(x: string): string;
     export function half(x: any): any { return x / 2; }
     /** Says so. */
     export class Count {
       #n = 0;
       private m = 1;
       /** Up. */
       next(by = 1): number { return (this.#n += by); }
     }
     function hidden(): void {}`,
  );
  writeFileSync(join(folder, "index.ts"), 'export { half as halve, Count } from "./a.ts";');
  const docs = extractEntry(join(folder, "index.ts"));
  expect(docs.map(({ name }) => name)).toEqual(["halve", "Count"]);
  expect(docs[0].signatures).toEqual([
    "function half(x: number): number;",
    "function half(x: string): string;",
  ]);
  expect(docs[1].summary).toBe("Says so.");
  expect(docs[1].members.map(({ name, summary }) => [name, summary])).toEqual([["next", "Up."]]);
  expect(docs[1].members[0].signatures).toEqual(["next(by?: number): number;"]);
});
