import { expect, it } from "vitest";
import { readMnist } from "./mnist.ts";
import { accuracyOn } from "./model.ts";
import { batches, train } from "./train.ts";

const settings = { seed: 42, batchSize: 50, rate: 0.3, dropOut: 0.1 };
const digits = await readMnist(10_000, 10_000);

it("one epoch over 10,000 digits gives more than 0.88 on 10,000 others", () => {
  const steps = train(digits.train, settings);
  let { classifier } = steps.next().value;
  for (let batch = 2; batch <= 200; batch++) classifier = steps.next().value.classifier;
  expect(accuracyOn(classifier, digits.test.images, digits.test.labels)).toBeGreaterThan(0.88);
});

it("the same seed gives the same steps, another seed others", () => {
  const losses = [42, 42, 43].map((seed) => {
    const steps = train(digits.train, { ...settings, seed });
    return Array.from({ length: 3 }, () => steps.next().value.loss);
  });
  expect(losses[1]).toEqual(losses[0]);
  expect(losses[2]).not.toEqual(losses[0]);
});

it("learns from the batches that the loader draws", () => {
  const [first] = batches(digits.train, settings);
  expect(train(digits.train, settings).next().value.batch.x.data).toEqual(first.x.data);
});
