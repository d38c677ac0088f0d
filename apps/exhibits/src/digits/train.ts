import { DataLoader } from "@ngc/data";
import { foldIn, type Key, key, split } from "@ngc/random";
import { oneHotLabels, type Tensor } from "@ngc/tensor";
import { CLASSES, type Classifier, createClassifier, learn, type Step, toInput } from "./model.ts";

/** Images and what they show: uint8 in [rows, 28, 28], digits in [rows]. */
export interface LabelledImages {
  readonly images: Tensor<"uint8">;
  readonly labels: Tensor<"uint8">;
}

/** How to train. */
export interface Settings {
  /** Of the key that the weights, the batches and the drop-out are drawn from. */
  readonly seed: number;
  readonly batchSize: number;
  readonly rate: number;
  readonly dropOut: number;
}

/** Images as bytes and one-hot labels. */
export interface DigitsBatch {
  readonly x: Tensor<"uint8">;
  readonly y: Tensor<"float32">;
}

/** A step and the batch that it learned from. */
export interface TrainingStep extends Step {
  readonly batch: DigitsBatch;
}

/** The batches that {@link train} learns from, an epoch for each iteration. */
export function batches(
  { images, labels }: LabelledImages,
  { seed, batchSize }: Pick<Settings, "seed" | "batchSize">,
): DataLoader<{ x: Tensor<"uint8">; y: Tensor<"float32"> }> {
  const matrices = { x: images, y: oneHotLabels(labels, CLASSES) };
  return new DataLoader(matrices, batchSize, { key: keysOf(seed).batches });
}

/** The classifier that {@link train} begins with. */
export function untrained(seed: number): Classifier {
  return createClassifier(keysOf(seed).weights);
}

/** A step for each batch, epoch after epoch without an end. Rate and drop-out are read at each step: they may change on the way. */
export function* train(
  digits: LabelledImages,
  settings: Settings,
): Generator<TrainingStep, never, undefined> {
  const dropKey = keysOf(settings.seed).dropOut;
  const loader = batches(digits, settings);
  let classifier = untrained(settings.seed);
  for (let step = 0; ; ) {
    for (const batch of loader) {
      const { rate, dropOut } = settings;
      const learning = { rate, dropOut, key: foldIn(dropKey, step++) };
      const learned = learn(classifier, toInput(batch.x), batch.y, learning);
      classifier = learned.classifier;
      yield { ...learned, batch };
    }
  }
}

function keysOf(seed: number): { weights: Key; batches: Key; dropOut: Key } {
  const [weights, order, dropOut] = split(key(seed), 3);
  return { weights, batches: order, dropOut };
}
