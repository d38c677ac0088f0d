// Trains the classifier for one epoch of 10,000 digits and tests it on 10,000 others: node src/digits/main.ts
import { readMnist } from "./mnist.ts";
import { accuracyOn } from "./model.ts";
import { train } from "./train.ts";

const BATCHES = 200;

const digits = await readMnist(10_000, 10_000);
const steps = train(digits.train, { seed: 42, batchSize: 50, rate: 0.3, dropOut: 0.1 });
for (let batch = 1; batch <= BATCHES; batch++) {
  const { classifier, loss } = steps.next().value;
  if (batch % 20 === 0) console.log(`batch ${batch} of ${BATCHES}: loss ${loss.toFixed(4)}`);
  if (batch < BATCHES) continue;
  const accuracy = accuracyOn(classifier, digits.test.images, digits.test.labels);
  console.log(`${accuracy.toFixed(4)} on ${digits.test.labels.shape[0]} test digits`);
}
