// Writes every generated file that differs from what it should hold.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generatedFiles } from "./generated.ts";
import { ROOT } from "./workspace.ts";

for (const { path, expected, actual } of generatedFiles()) {
  if (expected === actual) continue;
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), expected);
  console.log(`wrote ${path}`);
}
