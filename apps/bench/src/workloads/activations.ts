import { normals, shares, type Workload, workloadsOf } from "./workload.ts";

const workload = workloadsOf("@ngc/activations");

export const activationsWorkloads: readonly Workload[] = [
  ...(["relu", "dRelu", "lrelu", "relu6", "sigmoid", "dSigmoid", "tanh", "dTanh", "softplus"] as const).map(
    (operation) => workload(operation, "elementwise", (size, dtype) => [normals(1, [size], dtype)]),
  ),
  workload("inverseLogistic", "elementwise", (size, dtype) => [shares(1, [size], dtype)]),
  workload("thresholdSoft", "elementwise", (size, dtype) => [normals(1, [size], dtype), 0.5]),
  workload("softmax", "softmax", (size, dtype) => [normals(1, [size / 10, 10], dtype)]),
];
