// npm run check: builds, types, format, lint, what is unused, and every test; the last line counts them.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { root, run } from "./workspace.mjs";

const report = join(root, ".cache/tests.json");
const steps = [
  ["builds and types", "turbo run build types --output-logs=errors-only"],
  ["format and lint", "biome ci . --colors=off"],
  ["nothing unused", "knip"],
  ["tests", `vitest run --reporter=default --reporter=json --outputFile.json=${JSON.stringify(report)}`],
];

mkdirSync(join(root, ".cache"), { recursive: true });
rmSync(report, { force: true });
const results = steps.map(([name, command]) => {
  const begun = Date.now();
  const passed = run(command) === 0;
  return { name, passed, seconds: (Date.now() - begun) / 1000 };
});

console.log("");
for (const { name, passed, seconds } of results) {
  console.log(`${passed ? "ok    " : "FAILED"} ${name.padEnd(18)} ${seconds.toFixed(1).padStart(6)} s`);
}
const tests = countTests();
// The steps before the tests count as one check each; a crash of the runner itself as a failure.
const before = results.slice(0, -1);
const crashed = !results.at(-1).passed && tests.failed === 0 ? 1 : 0;
const passed = tests.passed + before.filter((step) => step.passed).length;
const failed = tests.failed + before.filter((step) => !step.passed).length + crashed;
if (tests.skipped > 0)
  console.log(`${tests.skipped} tests were skipped; their names above say what they need.`);
console.log(`${passed} passed, ${failed} failed`);
// Where tests run unattended, one that was skipped is one that nobody will miss.
process.exitCode = failed > 0 || (process.env.CI && tests.missed > 0) ? 1 : 0;

function countTests() {
  try {
    const counts = JSON.parse(readFileSync(report, "utf8"));
    // .ci/run names what this machine cannot run.
    const maySkip = (process.env.MAY_SKIP ?? "").split(" ").filter((part) => part !== "");
    const must = counts.testResults.filter(
      ({ name }) => !maySkip.some((part) => basename(name).includes(part)),
    );
    const states = must.flatMap((file) => file.assertionResults.map(({ status }) => status));
    return {
      passed: counts.numPassedTests,
      failed: counts.numFailedTests,
      skipped: counts.numPendingTests + counts.numTodoTests,
      missed: states.filter((status) => status !== "passed" && status !== "failed").length,
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0, missed: 0 };
  }
}
