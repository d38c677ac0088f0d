import { normals, SIZES, type Workload, workload } from "./workload.ts";

export const activationsWorkloads: readonly Workload[] = [
  workload("@ngc/activations", "relu", SIZES, (size) => [normals(1, [size])]),
  workload("@ngc/activations", "sigmoid", SIZES, (size) => [normals(1, [size])]),
  workload("@ngc/activations", "softmax", SIZES, (size) => [normals(1, [size / 10, 10])]),
];
