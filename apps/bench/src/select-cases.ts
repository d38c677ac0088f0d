import { type Goal, goals } from "./goals.ts";
import type { Case } from "./run-case.ts";
import { workloads } from "./workloads/index.ts";

/** Sizes that a look leaves out, unless a workload has no other. */
const LOOK: readonly number[] = [1_000, 100_000];

/** Beyond it everybody waits for memory, and float64 says what float32 has said already, in twice the time. */
const LARGEST_FLOAT64 = 1_024 ** 2;

/** What a run was asked to leave out. */
export interface Selection {
  /** A look: few sizes, and float32 only. */
  readonly quick?: boolean;
  /** One package's workloads, or one operation's. */
  readonly only?: string;
  /** Only what a goal is held against. */
  readonly goals?: boolean;
}

/** Which cases a run has. */
export function selectCases({ quick = false, only, goals: named = false }: Selection = {}): Case[] {
  return workloads
    .filter(({ package: name, operation }) =>
      [undefined, name.slice("@ngc/".length), operation].includes(only),
    )
    .flatMap((workload) => {
      const few = workload.sizes.filter((size) => LOOK.includes(size));
      const sizes = !quick ? workload.sizes : few.length > 0 ? few : workload.sizes.slice(0, 2);
      const dtypes = quick ? workload.dtypes.slice(0, 1) : workload.dtypes;
      return sizes.flatMap((size) => dtypes.map((dtype) => ({ workload, size, dtype })));
    })
    .filter(({ size, dtype }) => dtype === "float32" || size <= LARGEST_FLOAT64)
    .filter((one) => !named || goals.some((goal) => isAskedFor(goal, { ...one.workload, ...one })));
}

/** Whether a goal is held against a case. */
export function isAskedFor(
  { kinds, operations, sizes: [least, most], dtypes }: Goal,
  {
    kind,
    operation,
    size,
    dtype,
  }: Pick<Case, "size" | "dtype"> & Pick<Case["workload"], "kind" | "operation">,
): boolean {
  return (
    (kinds?.includes(kind) ?? true) &&
    (operations?.includes(operation) ?? true) &&
    size >= least &&
    size <= most &&
    dtypes.includes(dtype)
  );
}
