import type { CaseResult } from "@app/bench/report/result";
import type { SpeedCase } from "./cases.ts";

/** To the worker: what to measure, in this order. It is ended, not told to stop. */
export interface Order {
  readonly cases: readonly SpeedCase[];
}

/** From the worker. */
export type Report =
  | { readonly kind: "begun"; readonly hasKernels: boolean }
  | { readonly kind: "measured"; readonly result: CaseResult }
  | { readonly kind: "failed"; readonly message: string };
