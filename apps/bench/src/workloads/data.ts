import { normals, type Workload, workloadsOf } from "./workload.ts";

const workload = workloadsOf("@ngc/data");

export const dataWorkloads: readonly Workload[] = [
  // Rows of MNIST's width; the last size is all of its 60,000 digits.
  workload(
    "epoch",
    "rows",
    (size, dtype) => [normals(1, [size / 784, 784], dtype), 100, 7],
    [78_400, 784_000, 47_040_000],
    ["float32"],
  ),
  workload(
    "patches",
    "rows",
    (size, dtype) => [normals(1, [size / 784, 784], dtype)],
    [7_840, 78_400, 784_000],
  ),
];
