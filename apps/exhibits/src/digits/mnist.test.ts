import { DataLoader } from "@ngc/data";
import { openIdx } from "@ngc/io";
import { key } from "@ngc/random";
import { expect, it } from "vitest";
import { mnistFile, readMnist } from "./mnist.ts";

it("a loader gives the same batches of files that stay on the disk as of MNIST in memory", async () => {
  const { test } = await readMnist(1, 10_000);
  const expected = new DataLoader(test, 256, { key: key(42) })[Symbol.iterator]();
  const images = await openIdx(mnistFile("t10k-images-idx3-ubyte"));
  const labels = await openIdx(mnistFile("t10k-labels-idx1-ubyte"));
  for await (const batch of new DataLoader({ images, labels }, 256, { key: key(42) })) {
    const { value } = expected.next();
    expect(batch.images.shape).toEqual([256, 28, 28]);
    // A matcher that goes through 200,000 elements takes a second.
    expect(Buffer.compare(batch.images.data as Uint8Array, value?.images.data as Uint8Array)).toBe(0);
    expect(batch.labels).toEqual(value?.labels);
  }
  expect(expected.next().done).toBe(true);
  await Promise.all([images.close(), labels.close()]);
});
