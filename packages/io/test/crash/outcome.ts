import { existsSync, readdirSync } from "node:fs";
import { dirname } from "node:path";
import { deserializeSync } from "../../src/files/serialize.ts";

/** Looked up before and after the save, so that a trace shows where it begins and ends. */
export const BEGIN = "/begin-of-save";
export const END = "/end-of-save";

/** What stands before the save, and what is saved: more than one write of a pipe or a page. */
export const OLD = "old".repeat(100_000);
export const NEW = "new".repeat(100_000);

/** How a save ended, as an exit status. */
export const STATUS = { saved: 0, failed: 10, notDurable: 11 };

/** What stands after a save: which document, and how many temporary files. */
export function outcome(file: string): { stands: "old" | "new" | "another"; temporaries: number } {
  const temporaries = readdirSync(dirname(file)).filter((name) => name.endsWith(".tmp")).length;
  let value: unknown;
  try {
    value = existsSync(file) ? deserializeSync(file) : undefined;
  } catch {}
  return { stands: value === OLD ? "old" : value === NEW ? "new" : "another", temporaries };
}
