import type { Case } from "./run-case.ts";
import { workloads } from "./workloads/index.ts";

/** Sizes that a look leaves out, unless a workload has no other. */
const LOOK: readonly number[] = [1_000, 100_000];

/** Which cases a run has: all, or those of one package; for a look few sizes, and float32 only. */
export function selectCases({ quick, only }: { readonly quick: boolean; readonly only?: string }): Case[] {
  return workloads
    .filter(({ package: name }) => only === undefined || name === `@ngc/${only}`)
    .flatMap((workload) => {
      const few = workload.sizes.filter((size) => LOOK.includes(size));
      const sizes = !quick ? workload.sizes : few.length > 0 ? few : workload.sizes.slice(0, 2);
      const dtypes = quick ? workload.dtypes.slice(0, 1) : workload.dtypes;
      return sizes.flatMap((size) => dtypes.map((dtype) => ({ workload, size, dtype })));
    });
}
