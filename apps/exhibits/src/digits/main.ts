// Trains the classifier for one epoch of 10,000 digits and tests it on 10,000 others: node src/digits/main.ts
import { DataLoader } from "@ngc/data";
import { measureACC } from "@ngc/metrics";
import { foldIn, key, split } from "@ngc/random";
import { oneHotLabels } from "@ngc/tensor";
import { readMnist } from "./mnist.ts";
import { CLASSES, classify, createClassifier, learn, toInput } from "./model.ts";

const { train, test } = await readMnist(10_000, 10_000);
const [weightsKey, batchKey, dropKey] = split(key(42), 3);
const loader = new DataLoader({ x: train.images, y: oneHotLabels(train.labels, CLASSES) }, 50, {
  key: batchKey,
});

let classifier = createClassifier(weightsKey);
let step = 0;
for (const { x, y } of loader) {
  const learned = learn(classifier, toInput(x), y, { rate: 0.3, dropOut: 0.1, key: foldIn(dropKey, step) });
  classifier = learned.classifier;
  step++;
  if (step % 20 === 0) console.log(`batch ${step} of ${loader.length}: loss ${learned.loss.toFixed(4)}`);
}
const accuracy = measureACC(classify(classifier, toInput(test.images)), oneHotLabels(test.labels, CLASSES));
console.log(`${accuracy.toFixed(4)} on ${test.labels.shape[0]} test digits`);
