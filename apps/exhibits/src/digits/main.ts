// Trains the classifier for one epoch of 10,000 digits and tests it on 10,000 others; the README says how to run it.
import { readMnist } from "./mnist.ts";
import { accuracyOn } from "./model.ts";
import { train, untrained } from "./train.ts";

const BATCHES = 200;
const SETTINGS = { seed: 42, batchSize: 50, rate: 0.3, dropOut: 0.1 };

const digits = await readMnist(10_000, 10_000);
const steps = train(digits.train, SETTINGS);
let classifier = untrained(SETTINGS.seed);
for (let batch = 1; batch <= BATCHES; batch++) {
  const step = steps.next().value;
  classifier = step.classifier;
  if (batch % 20 === 0) console.log(`batch ${batch} of ${BATCHES}: loss ${step.loss.toFixed(4)}`);
}
const accuracy = accuracyOn(classifier, digits.test.images, digits.test.labels);
console.log(`${accuracy.toFixed(4)} on ${digits.test.labels.shape[0]} test digits`);
