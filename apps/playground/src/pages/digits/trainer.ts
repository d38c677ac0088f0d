import { CLASSES, type Classifier, classify, createClassifier, learn, toInput } from "@app/exhibits/digits";
import { type Batch, DataLoader } from "@ngc/data";
import { measureACC } from "@ngc/metrics";
import { foldIn, type Key, key, split } from "@ngc/random";
import { argmax, oneHotLabels, type Tensor } from "@ngc/tensor";
import { type Progress, type Settings, SHOWN } from "./protocol.ts";

type Matrices = { x: Tensor<"uint8">; y: Tensor<"float32"> };

export interface LabelledImages {
  readonly images: Tensor<"uint8">;
  readonly labels: Tensor<"uint8">;
}

/** The classifier of `@app/exhibits/digits` on its way through the digits, a batch at a time. */
export class Trainer {
  /** These two may change on the way. */
  rate: number;
  dropOut: number;
  readonly #test: LabelledImages;
  readonly #loader: DataLoader<Matrices>;
  readonly #dropKey: Key;
  #classifier: Classifier;
  #epoch: Iterator<Batch<Matrices>>;
  #next: Batch<Matrices>;
  #last: { batch: Batch<Matrices>; probabilities: Tensor<"float32"> } | undefined;
  #step = 0;
  #busy = 0;
  #digits = 0;
  #losses: number[] = [];
  #accuracies: number[] = [];
  #tested: Progress["test"];
  #testedAt = -1;

  constructor(train: LabelledImages, test: LabelledImages, settings: Settings) {
    this.rate = settings.rate;
    this.dropOut = settings.dropOut;
    this.#test = test;
    const [weightsKey, batchKey, dropKey] = split(key(settings.seed), 3);
    const matrices = { x: train.images, y: oneHotLabels(train.labels, CLASSES) };
    this.#loader = new DataLoader(matrices, settings.batchSize, { key: batchKey });
    this.#dropKey = dropKey;
    this.#classifier = createClassifier(weightsKey);
    this.#epoch = this.#loader[Symbol.iterator]();
    this.#next = this.#draw();
  }

  /** Learns from one batch; at an epoch's end it tests as well. */
  advance(): void {
    const begun = performance.now();
    const batch = this.#next;
    const learned = learn(this.#classifier, toInput(batch.x), batch.y, {
      rate: this.rate,
      dropOut: this.dropOut,
      key: foldIn(this.#dropKey, this.#step),
    });
    this.#classifier = learned.classifier;
    this.#last = { batch, probabilities: learned.probabilities };
    this.#losses.push(learned.loss);
    this.#accuracies.push(learned.accuracy);
    this.#step++;
    this.#next = this.#draw();
    this.#busy += performance.now() - begun;
    this.#digits += batch.x.shape[0];
    if (this.#step % this.#loader.length === 0) this.test();
  }

  /** Measures the accuracy on all test digits, unless nothing was learned since the last time. */
  test(): void {
    if (this.#testedAt === this.#step) return;
    this.#testedAt = this.#step;
    const { images, labels } = this.#test;
    const probabilities = classify(this.#classifier, toInput(images));
    const accuracy = measureACC(probabilities, oneHotLabels(labels, CLASSES));
    this.#tested = { step: this.#step, accuracy, rows: labels.shape[0] };
  }

  /** What to show; a call starts the next report's losses. */
  report(isRunning: boolean): Progress {
    const { batch, probabilities } = this.#last ?? { batch: this.#next, probabilities: undefined };
    const progress = {
      isRunning,
      step: this.#step,
      stepsPerEpoch: this.#loader.length,
      losses: this.#losses,
      accuracies: this.#accuracies,
      test: this.#tested,
      digitsPerSecond: this.#busy > 0 ? (1000 * this.#digits) / this.#busy : 0,
      weights: this.#classifier.weights.data,
      batch: {
        images: batch.x.data.slice(0, SHOWN * 784),
        labels: Uint8Array.from(argmax(batch.y, { axis: 1 }).data.subarray(0, SHOWN)),
        guesses: probabilities && argmax(probabilities, { axis: 1 }).data.slice(0, SHOWN),
        size: batch.x.shape[0],
      },
    };
    this.#losses = [];
    this.#accuracies = [];
    this.#tested = undefined;
    return progress;
  }

  #draw(): Batch<Matrices> {
    let drawn = this.#epoch.next();
    if (drawn.done) {
      this.#epoch = this.#loader[Symbol.iterator]();
      drawn = this.#epoch.next();
    }
    return drawn.value;
  }
}
