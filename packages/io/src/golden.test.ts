import { type PlainTensor, type Tensor, tensor } from "@ngc/tensor";
import { loadGolden, testGolden } from "@tooling/golden";
import * as io from "./index.ts";

const bytesAs = (bytes: Uint8Array): Tensor => tensor(bytes) as Tensor;

const codeOrValue = async (call: () => Promise<unknown>): Promise<unknown> => {
  try {
    return await call();
  } catch (error) {
    return (error as io.FormatError).code;
  }
};

const calls = {
  decodeNpy: (bytes: PlainTensor<"uint8">) => io.decodeNpy(bytes.data),
  encodeNpy: (x: PlainTensor) => bytesAs(io.encodeNpy(x)),
  decodeNpz: (bytes: PlainTensor<"uint8">) =>
    codeOrValue(async () => Object.fromEntries(await io.decodeNpz(bytes.data))),
  encodeNpz: async (tensors: Record<string, PlainTensor>) =>
    bytesAs(await io.encodeNpz(new Map(Object.entries(tensors)))),
  decodeSafetensors: (bytes: PlainTensor<"uint8">) => {
    const { tensors, metadata } = io.decodeSafetensors(bytes.data);
    return { tensors: Object.fromEntries(tensors), metadata };
  },
  encodeSafetensors: ({
    tensors,
    metadata,
  }: {
    tensors: Record<string, PlainTensor>;
    metadata: Record<string, string>;
  }) => bytesAs(io.encodeSafetensors({ tensors: new Map(Object.entries(tensors)), metadata })),
  pullEquations: io.pullEquations,
  decodeIdx: (bytes: PlainTensor<"uint8">) => io.decodeIdx(bytes.data),
  decode: (bytes: PlainTensor<"uint8">) => io.decode(bytes.data),
};

// Calls with a dot in their name need a disk: golden.node.test.ts.
for (const name of ["files", "flax", "idx", "npy", "npz", "safetensors"]) {
  const golden = await loadGolden(new URL(`../test/golden/${name}.json`, import.meta.url));
  testGolden({ ...golden, cases: golden.cases.filter(({ call }) => !call.includes(".")) }, calls);
}
