// npm run bench: the packages against their peers. --quick for a look, --only metrics for one package.
import { parseArgs } from "node:util";
import { QUICK, THOROUGH } from "./measure.ts";
import { peers } from "./peers/index.ts";
import { startPython } from "./peers/python/index.ts";
import { terminalReport } from "./report/terminal.ts";
import { runCase } from "./run-case.ts";
import { workloads } from "./workloads/index.ts";

const { values: options } = parseArgs({
  options: { quick: { type: "boolean", default: false }, only: { type: "string" } },
});
const cases = workloads.flatMap((workload) =>
  workload.sizes
    .filter((s) => s <= 1e6)
    .flatMap((size) => workload.dtypes.map((dtype) => ({ workload, size, dtype }))),
);
const python = await startPython();
if (typeof python === "string") console.error(python);
const all = [...peers, ...(typeof python === "string" ? [] : python.peers)];
const results = [];
for (const one of cases)
  results.push(await runCase(one, all, options.quick ? { ...QUICK, rounds: [1, 1] } : THOROUGH));
console.log(terminalReport(results));
if (typeof python !== "string") python.close();
