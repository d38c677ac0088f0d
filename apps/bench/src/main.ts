// npm run bench: the packages against their peers. --quick for a look, --only metrics for one package or --only tanh for
// one operation or --only starts for what an import costs, --goals for what the goals are held against and nothing else, --against FILE to hold the run against an
// earlier one's JSON. Interrupted once it reports what it has measured, twice it ends.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { type Footprint, footprints } from "./footprint/footprint.ts";
import { RESULTS } from "./footprint/install.ts";
import { goalResult, undecided } from "./goal-results.ts";
import { goals } from "./goals.ts";
import { describeMachine } from "./machine.ts";
import { QUICK, THOROUGH } from "./measure.ts";
import { endThreads, ngc, peers } from "./peers/index.ts";
import { startPython } from "./peers/python/index.ts";
import { progressBar } from "./progress.ts";
import { againstEarlier } from "./report/against.ts";
import { htmlReport } from "./report/html.ts";
import type { Report } from "./report/report.ts";
import { type CaseResult, caseName } from "./report/result.ts";
import { terminalReport } from "./report/terminal.ts";
import { runCase, together } from "./run-case.ts";
import { selectCases } from "./select-cases.ts";
import { peerVersions } from "./versions.ts";

/** The name, beside those of packages and operations, of what an import costs. */
const STARTS = "starts";

/** How often what chance would decide is measured again, when all the rest has been. */
const AGAIN = 3;

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    goals: { type: "boolean", default: false },
    against: { type: "string" },
  },
});
const cases = selectCases(options);
if (cases.length === 0 && options.only !== STARTS) {
  const names = new Set(selectCases({ quick: true }).map(({ workload }) => workload.package.slice(5)));
  const known = [...names, STARTS].join(", ");
  console.error(`bench: --only must be an operation or one of ${known}, got ${options.only}`);
  process.exit(2);
}
// Read before the long part, so that a wrong path is said at once.
const earlier: Report | undefined =
  options.against === undefined ? undefined : JSON.parse(readFileSync(options.against, "utf8"));

// First, since starting a process takes longer the more memory this one holds.
const starts = progressBar(process.stderr);
const costs: Footprint[] =
  options.only === undefined || options.only === STARTS
    ? await footprints(options.quick ? 5 : 41, (done) => starts.show(done, "cold starts"))
    : [];

const python = await startPython();
const contenders = typeof python === "string" ? peers : [...peers, ...python.peers];
const results: CaseResult[] = [];
const progress = progressBar(process.stderr);
let isInterrupted = false;
process.once("SIGINT", () => {
  isInterrupted = true;
});
for (const [i, { workload, size, dtype }] of cases.entries()) {
  if (isInterrupted) break;
  progress.show(i / cases.length, caseName({ ...workload, size, dtype }));
  results.push(await runCase({ workload, size, dtype }, ngc, contenders, options.quick ? QUICK : THOROUGH));
}
// What slows a machine for a while slows a whole case, so that more rounds at once would not tell.
for (let time = 0; time < AGAIN && !options.quick; time++)
  for (const [i, result] of results.entries()) {
    if (isInterrupted) break;
    const names = undecided(result);
    if (names.length === 0) continue;
    progress.show(1, `again ${caseName(result)}`);
    const open = contenders.filter(({ name }) => names.includes(name));
    results[i] = together(result, await runCase(cases[i], ngc, open, THOROUGH));
  }
progress.clear();
await endThreads();
if (typeof python !== "string") python.close();

const report: Report = {
  date: new Date().toISOString(),
  quick: options.quick,
  machine: describeMachine(),
  versions: { ...peerVersions(), ...(typeof python === "string" ? {} : python.versions) },
  withoutPython: typeof python === "string" ? python : undefined,
  results,
  footprints: costs,
  goals: goals.map((goal) => goalResult(goal, results, costs)),
};
console.log(terminalReport(report));
if (earlier !== undefined) console.log(`\n${againstEarlier(report, earlier)}`);

mkdirSync(RESULTS, { recursive: true });
const file = join(RESULTS, report.date.replace(/\.\d+/, "").replaceAll(":", "-"));
writeFileSync(`${file}.json`, JSON.stringify(report, undefined, 1));
writeFileSync(`${file}.html`, htmlReport(report));
console.log(`\n${relative(process.cwd(), file)}.html and .json hold this run`);
