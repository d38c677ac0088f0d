import { softmax } from "@ngc/activations";
import { measureACC, measureCatNLL } from "@ngc/metrics";
import { dropOut, initializeParams, type Key } from "@ngc/random";
import {
  add,
  divide,
  matmul,
  multiply,
  oneHotLabels,
  reshape,
  subtract,
  sum,
  type Tensor,
} from "@ngc/tensor";

/** Pixels of an image, and kinds of digits. */
export const PIXELS = 784;
export const CLASSES = 10;

/** Softmax regression: a weight from each pixel to each digit, and a bias for each digit. */
export interface Classifier {
  /** [784, 10] */
  readonly weights: Tensor<"float32">;
  /** [1, 10] */
  readonly biases: Tensor<"float32">;
}

/** How a step learns. */
export interface Learning {
  /** How far along the gradient. */
  readonly rate: number;
  /** The share of pixels that this step does not see. */
  readonly dropOut: number;
  /** What the pixels to leave out are drawn from; its own for each step. */
  readonly key: Key;
}

/** What a step gives. */
export interface Step {
  readonly classifier: Classifier;
  /** [rows, 10], before the step and with all pixels. */
  readonly probabilities: Tensor<"float32">;
  /** Of the batch, before the step. */
  readonly loss: number;
  readonly accuracy: number;
}

/** Small weights drawn from the key, no biases. */
export function createClassifier(key: Key): Classifier {
  return {
    weights: initializeParams(key, ["gaussian", 0, 0.01], [PIXELS, CLASSES]),
    biases: initializeParams(key, ["constant", 0], [1, CLASSES]),
  };
}

/** Bytes of images as rows of numbers from 0 to 1. */
export function toInput(images: Tensor<"uint8">): Tensor<"float32"> {
  return divide(reshape(images, [images.shape[0], PIXELS]), 255);
}

/** The probability of each digit for each row of `x`. */
export function classify({ weights, biases }: Classifier, x: Tensor<"float32">): Tensor<"float32"> {
  return softmax(add(matmul(x, weights), biases));
}

/** The share of the images that the classifier takes for what they are. */
export function accuracyOn(classifier: Classifier, images: Tensor<"uint8">, labels: Tensor<"uint8">): number {
  return measureACC(classify(classifier, toInput(images)), oneHotLabels(labels, CLASSES));
}

/** One step down the gradient of `measureCatNLL` on a batch; `y` holds the labels one-hot. The classifier given stays as it is. */
export function learn(
  classifier: Classifier,
  x: Tensor<"float32">,
  y: Tensor<"float32">,
  { rate, dropOut: share, key }: Learning,
): Step {
  const probabilities = classify(classifier, x);
  const [seen] = dropOut(key, x, { rate: share });
  // The gradient at the scores is p - y: softmax and the logarithm cancel. Divided by the rows, for the loss is their mean.
  const error = divide(subtract(classify(classifier, seen), y), x.shape[0]);
  return {
    classifier: {
      weights: descend(classifier.weights, matmul(seen, error, { transposeA: true }), rate),
      biases: descend(classifier.biases, sum(error, { axis: 0, keepDims: true }), rate),
    },
    probabilities,
    loss: measureCatNLL(probabilities, y),
    accuracy: measureACC(probabilities, y),
  };
}

function descend(parameter: Tensor<"float32">, gradient: Tensor<"float32">, rate: number): Tensor<"float32"> {
  return subtract(parameter, multiply(gradient, rate));
}
