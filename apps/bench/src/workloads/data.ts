import { normals, type Workload, workload } from "./workload.ts";

export const dataWorkloads: readonly Workload[] = [
  workload("@ngc/data", "epoch", [100_000, 1_000_000], (size) => [normals(1, [size / 100, 100]), 50]),
];
