// A strict user's program: these lines compile, and those marked with @ts-expect-error do not.

import { createFunction, dThreshold, relu, softmax } from "@ngc/activations";
import { type ActivationRow, catalogue } from "@ngc/activations/catalogue";
import { DataLoader, generatePatchSet } from "@ngc/data";
import { decode, deserialize, encode } from "@ngc/io";
import { measureMSE, measureSparsity } from "@ngc/metrics";
import { dropOut, type Key, key, normal, split } from "@ngc/random";
import { secantLifEstimator } from "@ngc/surrogate";
import { add, type Tensor, tensor, zeros } from "@ngc/tensor";
import { mapUnary } from "@ngc/tensor/authoring";

export const half: number = relu(0.5);
export const row: Tensor<"float32"> = relu([-1, 2]);
export const wide: Tensor<"float64"> = relu(new Float64Array(2));
export const nested: Tensor<"float32"> = softmax([[1, 2]], { tau: 2 });
export const mapped: number[] = [1, 2].map((x) => relu(x));
export const [fx, dfx] = createFunction("tanh");
export const slope: number = dThreshold(1, { thr: 2 });
// @ts-expect-error: no such function
createFunction("tahn");
// @ts-expect-error: no activation of a word
relu("1");

export const [first, second]: [Key, Key] = split(key(0));
export const [output, mask] = dropOut(first, zeros([2, 2]), { rate: 0.5 });
export const noise: Tensor<"float32"> = normal(second, [3]);
// @ts-expect-error: a seed is no key
normal(0, [3]);

export const mean: number = measureMSE([[1]], [[2]]);
export const rows: Tensor = measureMSE([[1]], [[2]], { preserveBatch: true });
export const codes: Tensor = measureSparsity([[1, 0]]);
// @ts-expect-error: a score a row is no number
export const wrong: number = measureMSE([[1]], [[2]], { preserveBatch: true });

for (const { x, y } of new DataLoader({ x: [[1]], y: [[2]] }, 1)) add(x, y);
// @ts-expect-error: the batches have no z
for (const { z } of new DataLoader({ x: [[1]], y: [[2]] }, 1)) add(z, 1);
export const patches: Tensor = generatePatchSet(zeros([1, 8, 8]), { patchSize: [4, 4] });

export const bytes: Uint8Array = encode({ a: 1 });
export const read: unknown = decode(bytes);
export const loaded: Promise<unknown> = deserialize("file");
export const [spikeFx, surrFx, dSpikeFx] = secantLifEstimator({ getSurrFx: true });
// @ts-expect-error: without getSurrFx there are two
export const [, , third] = secantLifEstimator();

export function widen(t: Tensor): BigInt64Array | undefined {
  return t.dtype === "int64" ? t.data : undefined;
}
export const matrix: number[][] = zeros([2, 2]).toArray();
export const anything: unknown[] = [row, wide].map((x: Tensor) => x.toArray());
export const names: string[] = catalogue.map(({ name }: ActivationRow) => name);
export const twice: Tensor<"float32"> = mapUnary("twice", tensor([1, 2]), (x) => 2 * x, undefined);
