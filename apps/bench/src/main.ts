// npm run bench: the packages against their peers. --quick for a look, --only metrics for one package.
import { parseArgs } from "node:util";
import { agree } from "./agreement.ts";
import { measure, QUICK, THOROUGH } from "./measure.ts";
import { ngc, peers } from "./peers/index.ts";
import type { Result } from "./report/result.ts";
import { terminalReport } from "./report/terminal.ts";
import { type Workload, workloads } from "./workloads/index.ts";

const { values: options } = parseArgs({
  options: { quick: { type: "boolean", default: false }, only: { type: "string" } },
});
const chosen = workloads.filter(
  ({ package: name }) => options.only === undefined || name === `@ngc/${options.only}`,
);
if (chosen.length === 0) {
  const names = new Set(workloads.map(({ package: name }) => name.replace("@ngc/", "")));
  console.error(`bench: --only must be one of ${[...names].join(", ")}, got ${options.only}`);
  process.exit(2);
}

const cases = chosen.flatMap((workload) =>
  // A look leaves out the sizes that take longest.
  workload.sizes.filter((size) => !options.quick || size <= 100_000).map((size) => ({ workload, size })),
);
const results = cases.flatMap(({ workload, size }, i) => {
  if (process.stderr.isTTY)
    process.stderr.write(`\r\x1b[K${i + 1}/${cases.length} ${workload.operation} ${size}`);
  return run(workload, size);
});
if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
console.log(terminalReport(results));

/** A peer's answer is compared with ours first; one that differs is shown as such and not timed. */
function run(workload: Workload, size: number): Result[] {
  const callOf = workload.prepare(size);
  const ours = callOf(ngc.operations);
  if (ours === undefined) throw new Error(`bench: ngc has no ${workload.operation}`);
  const answer = ours();
  const calls = peers.flatMap(({ name, operations }) => {
    const call = callOf(operations);
    return call === undefined ? [] : [{ name, call, agrees: agree(call(), answer) }];
  });
  const timed = Object.fromEntries(
    calls.filter(({ agrees }) => agrees).map(({ name, call }) => [name, call]),
  );
  const measured = measure(ours, timed, options.quick ? QUICK : THOROUGH);
  return calls.map(({ name }) => ({
    package: workload.package,
    operation: workload.operation,
    size,
    peer: name,
    ours: measured.ours,
    ratio: measured.ratios[name],
  }));
}
