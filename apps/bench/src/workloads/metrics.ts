import { distributions, normals, shares, spikes, type Workload, workloadsOf } from "./workload.ts";

const workload = workloadsOf("@ngc/metrics");

export const metricsWorkloads: readonly Workload[] = [
  workload("measureACC", "metric", (size, dtype) => [
    distributions(1, size / 10, dtype),
    distributions(2, size / 10, dtype),
  ]),
  workload("measureMSE", "metric", (size, dtype) => [
    normals(1, [size / 10, 10], dtype),
    normals(2, [size / 10, 10], dtype),
  ]),
  workload("measureBCE", "metric", (size, dtype) => [
    shares(1, [size / 10, 10], dtype),
    spikes(2, [size / 10, 10], 0.5, dtype),
  ]),
  workload("measureCatNLL", "metric", (size, dtype) => [
    distributions(1, size / 10, dtype),
    distributions(2, size / 10, dtype),
  ]),
  workload("measureKLD", "metric", (size, dtype) => [
    distributions(1, size / 10, dtype),
    distributions(2, size / 10, dtype),
  ]),
  workload("measureSparsity", "metric", (size, dtype) => [spikes(1, [size / 10, 10], 0.3, dtype)]),
];
