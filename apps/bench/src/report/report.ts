import type { Footprint } from "../footprint/footprint.ts";
import type { GoalResult } from "../goal-results.ts";
import type { MachineDescription } from "../machine.ts";
import type { CaseResult } from "./result.ts";

/** One run of the benchmark, as its JSON file holds it. */
export interface Report {
  readonly date: string;
  readonly quick: boolean;
  readonly machine: MachineDescription;
  /** The version of each peer that took part. */
  readonly versions: Readonly<Record<string, string>>;
  /** Why the Python peers did not. */
  readonly withoutPython?: string;
  readonly results: readonly CaseResult[];
  readonly footprints: readonly Footprint[];
  readonly goals: readonly GoalResult[];
}
