import { type Key, keyData, wrapKeyData } from "@ngc/random";
import type { TensorLike } from "@ngc/tensor";
import { testGolden } from "@tooling/golden";
import { DataLoader, type DataLoaderOptions, generatePatchSet } from "./index.ts";

type Pairs = [name: string, matrix: TensorLike][];

/** What the cases call: a loader, looked at from outside. */
const loaders = {
  "DataLoader.epochs": (rows: number, batchSize: number, key: Key, flags: DataLoaderOptions) => {
    const row = Int32Array.from({ length: rows }, (_, i) => i);
    const loader = new DataLoader({ row }, batchSize, { ...flags, key });
    const epochs = [0, 1].map(() => Array.from(loader, (batch) => batch.row.toArray()));
    return { epochs, nextKey: { data: keyData(loader.key), shape: [2], dtype: "uint32" } };
  },
  "DataLoader.batches": (matrices: Pairs, batchSize: number, key: Key) => [
    ...new DataLoader(matrices, batchSize, { key }),
  ],
  "DataLoader.error": (matrices: Pairs, batchSize: number) => {
    try {
      return new DataLoader(matrices, batchSize).length;
    } catch (error) {
      return (error as Error).name;
    }
  },
};

const reviveKey = (words: Uint32Array): Key => wrapKeyData(words);
testGolden(new URL("../test/golden/data-loader.json", import.meta.url), loaders, { reviveKey });
testGolden(new URL("../test/golden/patches.json", import.meta.url), { generatePatchSet });
