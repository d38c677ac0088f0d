import { measureCatNLL } from "@ngc/metrics";
import { key, normal, split } from "@ngc/random";
import { oneHotLabels, subtract, tensor } from "@ngc/tensor";
import { expect, it } from "vitest";
import { CLASSES, type Classifier, classify, createClassifier, learn, PIXELS } from "./model.ts";

const plain = { rate: 1, dropOut: 0, key: key(0) };

it("a step goes down the numerical gradient of measureCatNLL", () => {
  const [modelKey, dataKey] = split(key(1));
  const before = createClassifier(modelKey);
  const x = normal(dataKey, [4, PIXELS]);
  const y = oneHotLabels([3, 1, 4, 1], CLASSES);
  const { classifier: after } = learn(before, x, y, plain);
  const gradient = subtract(before.weights, after.weights);
  for (const at of [0, 13, 5004, PIXELS * CLASSES - 1]) {
    const slope = (lossWith(before, x, y, at, 1e-2) - lossWith(before, x, y, at, -1e-2)) / 2e-2;
    expect(gradient.data[at]).toBeCloseTo(slope, 3);
  }
});

it("a step leaves the classifier that it was given as it was", () => {
  const before = createClassifier(key(2));
  const copy = before.weights.data.slice();
  learn(before, normal(key(3), [2, PIXELS]), oneHotLabels([0, 9], CLASSES), plain);
  expect(before.weights.data).toEqual(copy);
});

function lossWith(
  { weights, biases }: Classifier,
  x: Parameters<typeof classify>[1],
  y: Parameters<typeof measureCatNLL>[1],
  at: number,
  by: number,
): number {
  const moved = weights.data.slice();
  moved[at] += by;
  return measureCatNLL(classify({ weights: tensor(moved, weights.shape), biases }, x), y);
}
