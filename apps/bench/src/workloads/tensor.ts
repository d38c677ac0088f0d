import { distributions, normals, spikes, type Workload, workloadsOf } from "./workload.ts";

const workload = workloadsOf("@ngc/tensor");

/** Square matrices of sides 64 to 1,024. */
const SQUARES = [64, 128, 256, 512, 1_024].map((side) => side ** 2);
/** The products of ngc-learn's BFA-SNN exhibit: 784 inputs, 256 hidden units, batches of 250. */
const [BATCH, INPUTS, HIDDEN] = [250, 784, 256];

export const tensorWorkloads: readonly Workload[] = [
  workload("add", "elementwise", (size, dtype) => [normals(1, [size], dtype), normals(2, [size], dtype)]),
  workload("multiply", "elementwise", (size, dtype) => [
    normals(1, [size], dtype),
    normals(2, [size], dtype),
  ]),
  workload("exp", "elementwise", (size, dtype) => [normals(1, [size], dtype)]),
  workload("log", "elementwise", (size, dtype) => [distributions(1, size / 10, dtype)]),
  workload("binarize", "elementwise", (size, dtype) => [normals(1, [size / 10, 10], dtype)]),
  workload("sum", "reduction", (size, dtype) => [distributions(1, size / 10, dtype)]),
  workload("argmax", "reduction", (size, dtype) => [normals(1, [size / 10, 10], dtype)]),
  workload("oneHot", "rows", (size, dtype) => [normals(1, [size / 10, 10], dtype)]),
  workload("normalizeMatrix", "rows", (size, dtype) => [normals(1, [size / 10, 10], dtype)]),
  workload(
    "matmul",
    "product",
    (size, dtype) => {
      const side = Math.sqrt(size);
      return [normals(1, [side, side], dtype), normals(2, [side, side], dtype)];
    },
    SQUARES,
  ),
  workload(
    "spikesTimes",
    "product",
    (_, dtype) => [spikes(1, [BATCH, INPUTS], 0.03, dtype), normals(2, [INPUTS, HIDDEN], dtype)],
    [INPUTS * HIDDEN],
  ),
  workload(
    "spikesUpdate",
    "product",
    (_, dtype) => [
      spikes(1, [BATCH, INPUTS], 0.03, dtype),
      normals(2, [BATCH, HIDDEN], dtype),
      normals(3, [INPUTS, HIDDEN], dtype),
    ],
    [INPUTS * HIDDEN],
  ),
];
