import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { defaultValues } from "@ngc/tensor/catalogue";
import { expect, it } from "vitest";
import { codeFor } from "../src/pages/functions/code.ts";
import { functions } from "../src/pages/functions/functions.ts";

const PYTHON = resolve(import.meta.dirname, "../../../.cache/golden/bin/python");
const hasPython = existsSync(PYTHON);
if (!hasPython)
  console.warn(
    "Skipped, for no Python with ngc-learn was found: the Python calls. npm run golden installs it.",
  );

/** Reads calls, and prints what each raises. */
const CALLER = `
import json, sys
def raised(code):
    try:
        exec(code, {})
    except Exception as error:
        return type(error).__name__
print(json.dumps([raised(code) for code in json.load(sys.stdin)]))`;

// Only ngc-learn itself can say whether its calls work.
it.skipIf(!hasPython)("each Python call works in ngc-learn, or says what it raises", () => {
  const calls = functions.map((shown) => {
    const values = defaultValues(shown.row.parameters);
    const [low, high] = shown.row.plot;
    const reading = { x: low + 0.6 * (high - low), f: 0, derivative: 0, spike: 0, slope: 0 };
    return codeFor("Python", { shown, values, reading });
  });
  const { stdout, stderr } = spawnSync(PYTHON, ["-c", CALLER], {
    input: JSON.stringify(calls),
    encoding: "utf8",
  });
  expect(stdout, stderr).not.toBe("");
  const said = calls.map((code) => /raises a (\w+)/.exec(code)?.[1] ?? null);
  expect(JSON.parse(stdout)).toEqual(said);
});
