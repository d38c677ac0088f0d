import type { Settings } from "@app/exhibits/digits/train";

/** To the worker. */
export type Order =
  | { readonly kind: "load"; readonly url: string; readonly settings: Settings }
  | { readonly kind: "learning"; readonly settings: Settings }
  | { readonly kind: "reset"; readonly settings: Settings }
  | { readonly kind: "start"; readonly fast: boolean }
  | { readonly kind: "shown" }
  | { readonly kind: "stop" }
  | { readonly kind: "step" };

/** From the worker. */
export type Report =
  | { readonly kind: "loading"; readonly bytes: number }
  | { readonly kind: "failed"; readonly message: string }
  | ({ readonly kind: "progress" } & Progress);

/** A batch as it was drawn; at most the first {@link SHOWN} of its digits. */
export interface ShownBatch {
  /** Bytes, 784 an image. */
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  /** What the classifier took them for before it learned from them; none before the first step. */
  readonly guesses: Int32Array | undefined;
  readonly size: number;
}

export const SHOWN = 50;

/** How far training has come since the last report. */
export interface Progress {
  readonly isRunning: boolean;
  /** Batches learned since the reset. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** Of each batch since the last report. */
  readonly losses: readonly number[];
  readonly accuracies: readonly number[];
  /** The accuracy on all test digits, where it was measured since the last report, and after how many batches. */
  readonly test: { readonly step: number; readonly accuracy: number } | undefined;
  /** Digits learned from in a second of computing. */
  readonly digitsPerSecond: number;
  /** [784, 10] */
  readonly weights: Float32Array;
  readonly batch: ShownBatch;
}
