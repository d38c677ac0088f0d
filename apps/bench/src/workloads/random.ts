import { normals, SIZES, type Workload, workloadsOf } from "./workload.ts";

const workload = workloadsOf("@ngc/random");

export const randomWorkloads: readonly Workload[] = [
  ...(["bits", "uniform", "normal", "bernoulli", "permutation"] as const).map((operation) =>
    workload(operation, "draw", (size) => [7, size], SIZES, ["float32"]),
  ),
  workload("dropOut", "draw", (size, dtype) => [7, normals(1, [size], dtype)], SIZES, ["float32"]),
];
