import { accuracyOn, type Classifier, PIXELS } from "@app/exhibits/digits";
import {
  batches,
  type DigitsBatch,
  type LabelledImages,
  type Settings,
  type TrainingStep,
  train,
  untrained,
} from "@app/exhibits/digits/train";
import { argmax, type Tensor } from "@ngc/tensor";
import { type Progress, SHOWN, type ShownBatch } from "./protocol.ts";

/** A run of `train` of `@app/exhibits`, and what there is to show of it. */
export class Trainer {
  readonly #settings: { -readonly [Name in keyof Settings]: Settings[Name] };
  readonly #test: LabelledImages;
  readonly #steps: Iterator<TrainingStep, never>;
  readonly #stepsPerEpoch: number;
  #classifier: Classifier;
  #shown: ShownBatch;
  #step = 0;
  #testedAt = 0;
  #busy = 0;
  #digits = 0;
  #losses: number[] = [];
  #accuracies: number[] = [];
  #tested: Progress["test"];

  constructor(digits: LabelledImages, test: LabelledImages, settings: Settings) {
    this.#settings = { ...settings };
    this.#test = test;
    this.#steps = train(digits, this.#settings);
    this.#classifier = untrained(settings.seed);
    const loader = batches(digits, settings);
    const [first] = loader;
    this.#stepsPerEpoch = loader.length;
    this.#shown = shownOf(first);
  }

  /** Takes another rate and drop-out for the steps to come. */
  adjust({ rate, dropOut }: Settings): void {
    Object.assign(this.#settings, { rate, dropOut });
  }

  /** Learns from one batch; at an epoch's end it tests as well. */
  advance(): void {
    const begun = performance.now();
    const { classifier, batch, probabilities, loss, accuracy } = this.#steps.next().value;
    this.#busy += performance.now() - begun;
    this.#classifier = classifier;
    this.#shown = shownOf(batch, probabilities);
    this.#losses.push(loss);
    this.#accuracies.push(accuracy);
    this.#digits += batch.x.shape[0];
    this.#step++;
    if (this.#step % this.#stepsPerEpoch === 0) this.test();
  }

  /** Measures the accuracy on all test digits, unless nothing was learned since the last time. */
  test(): void {
    if (this.#testedAt === this.#step) return;
    this.#testedAt = this.#step;
    const accuracy = accuracyOn(this.#classifier, this.#test.images, this.#test.labels);
    this.#tested = { step: this.#step, accuracy };
  }

  /** What to show; a call starts the next report's losses. */
  report(isRunning: boolean): Progress {
    const progress: Progress = {
      isRunning,
      step: this.#step,
      stepsPerEpoch: this.#stepsPerEpoch,
      losses: this.#losses,
      accuracies: this.#accuracies,
      test: this.#tested,
      digitsPerSecond: this.#busy > 0 ? (1000 * this.#digits) / this.#busy : 0,
      weights: this.#classifier.weights.data,
      batch: this.#shown,
    };
    this.#losses = [];
    this.#accuracies = [];
    this.#tested = undefined;
    return progress;
  }
}

function shownOf({ x, y }: DigitsBatch, probabilities?: Tensor<"float32">): ShownBatch {
  return {
    images: x.data.slice(0, SHOWN * PIXELS),
    labels: Uint8Array.from(argmax(y, { axis: 1 }).data.subarray(0, SHOWN)),
    guesses: probabilities && argmax(probabilities, { axis: 1 }).data.slice(0, SHOWN),
    size: x.shape[0],
  };
}
