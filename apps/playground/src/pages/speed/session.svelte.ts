import operations from "virtual:cases";
import type { CaseResult } from "@app/bench/report/result";
import { casesOf, resultOf, type SpeedCase } from "./cases.ts";
import type { Order, Report } from "./protocol.ts";

type Stage =
  | { readonly name: "ready" | "running" | "stopped" | "finished" }
  | { readonly name: "failed"; readonly message: string };

const cases = casesOf(operations);

/** A run of the cases: the worker that measures, and what it has reported. */
export class Session {
  readonly operations = operations;
  readonly total = cases.length;
  stage: Stage = $state.raw({ name: "ready" });
  results: readonly CaseResult[] = $state.raw([]);
  /** Whether SIMD kernels run in this browser; undefined before a worker has tried. */
  hasKernels: boolean | undefined = $state();
  readonly isRunning: boolean = $derived(this.stage.name === "running");
  /** What is being measured. */
  readonly current: SpeedCase | undefined = $derived(this.isRunning ? this.#missing()[0] : undefined);
  #worker: Worker | undefined;

  /** Measures what is not measured yet; everything anew, if nothing is missing. */
  start(): void {
    if (this.stage.name === "finished") this.results = [];
    this.stage = { name: "running" };
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }: MessageEvent<Report>) => this.#hear(data);
    this.#worker.onerror = () =>
      this.#end({ name: "failed", message: "the browser could not run the worker" });
    const order: Order = { cases: this.#missing() };
    this.#worker.postMessage(order);
  }

  /** Ends the worker in the middle of what it measures, which then counts as not measured. */
  stop(): void {
    if (this.isRunning) this.#end({ name: "stopped" });
  }

  reset(): void {
    this.#end({ name: "ready" });
    this.results = [];
  }

  #missing(): SpeedCase[] {
    return cases.filter((one) => resultOf(this.results, one) === undefined);
  }

  #end(stage: Stage): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.stage = stage;
  }

  #hear(report: Report): void {
    if (report.kind === "begun") this.hasKernels = report.hasKernels;
    if (report.kind === "failed") this.#end({ name: "failed", message: report.message });
    if (report.kind !== "measured") return;
    this.results = [...this.results, report.result];
    if (this.results.length === this.total) this.#end({ name: "finished" });
  }
}
