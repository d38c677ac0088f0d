import { distributions, normals, SIZES, type Workload, workload } from "./workload.ts";

export const metricsWorkloads: readonly Workload[] = [
  workload("@ngc/metrics", "measureMSE", SIZES, (size) => [
    normals(1, [size / 10, 10]),
    normals(2, [size / 10, 10]),
  ]),
  workload("@ngc/metrics", "measureCatNLL", SIZES, (size) => [
    distributions(1, size),
    distributions(2, size),
  ]),
];
