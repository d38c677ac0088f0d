import { bytes as total, url } from "virtual:mnist";
import type { Settings } from "@app/exhibits/digits/train";
import { History, withPoint } from "./history.ts";
import type { Order, Progress, Report, ShownBatch } from "./protocol.ts";

type Stage =
  | { readonly name: "loading"; readonly bytes: number; readonly total: number }
  | { readonly name: "failed"; readonly message: string }
  | { readonly name: "ready"; readonly progress: Progress };

/** What the charts draw. */
export interface TrainingCurves {
  readonly loss: History;
  readonly accuracy: History;
  /** The accuracy on the test digits, after how many batches. */
  readonly tests: readonly (readonly [step: number, accuracy: number])[];
}

function noCurves(): TrainingCurves {
  return { loss: new History(), accuracy: new History(), tests: [] };
}

/** A run of training: the worker that does it, and what it has reported. */
export class Session {
  settings: Settings = $state({ seed: 42, batchSize: 50, rate: 0.3, dropOut: 0.1 });
  fast = $state(false);
  stage: Stage = $state.raw({ name: "loading", bytes: 0, total });
  /** Made anew with each report, so that what draws them draws again. */
  curves = $state.raw(noCurves());
  readonly progress: Progress | undefined = $derived(
    this.stage.name === "ready" ? this.stage.progress : undefined,
  );
  readonly isReady: boolean = $derived(this.progress !== undefined);
  readonly isRunning: boolean = $derived(this.progress?.isRunning ?? false);
  /** The batch of the last report that was not of a run: what is shown of it need not be made sixty times a second. */
  still: ShownBatch | undefined = $state.raw();
  #worker: Worker | undefined;

  /** Loads the digits, unless they are there or on their way. */
  open(): void {
    if (this.#worker !== undefined) return;
    this.stage = { name: "loading", bytes: 0, total };
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }: MessageEvent<Report>) => this.#hear(data);
    this.#worker.onerror = () => this.#fail("the browser could not start the worker");
    this.#order({ kind: "load", url, settings: $state.snapshot(this.settings) });
  }

  start(): void {
    if (this.isReady) this.#order({ kind: "start", fast: this.fast });
  }

  stop(): void {
    this.#order({ kind: "stop" });
  }

  step(): void {
    if (this.isReady && !this.isRunning) this.#order({ kind: "step" });
  }

  reset(): void {
    this.#order({ kind: "reset", settings: $state.snapshot(this.settings) });
  }

  /** Rate and drop-out may change while it runs; another key or batch size begins anew. */
  set(change: Partial<Settings>): void {
    this.settings = { ...this.settings, ...change };
    if (change.seed !== undefined || change.batchSize !== undefined) this.reset();
    else this.#order({ kind: "learning", settings: $state.snapshot(this.settings) });
  }

  setFast(fast: boolean): void {
    this.fast = fast;
    if (this.isRunning) this.start();
  }

  #order(order: Order): void {
    this.#worker?.postMessage(order);
  }

  #hear(report: Report): void {
    if (report.kind === "loading") this.stage = { name: "loading", bytes: report.bytes, total };
    if (report.kind === "failed") this.#fail(report.message);
    if (report.kind !== "progress") return;
    requestAnimationFrame(() => this.#order({ kind: "shown" }));
    // Not when a reset is asked for: reports of the old run may still be on their way then.
    if (report.step === 0) this.curves = noCurves();
    const { loss, accuracy, tests } = this.curves;
    loss.push(report.losses);
    accuracy.push(report.accuracies);
    const test = report.test;
    this.curves = { loss, accuracy, tests: test ? withPoint(tests, [test.step, test.accuracy]) : tests };
    if (!report.isRunning) this.still = report.batch;
    this.stage = { name: "ready", progress: report };
  }

  #fail(message: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.stage = { name: "failed", message };
  }
}
