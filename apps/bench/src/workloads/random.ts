import { SIZES, type Workload, workload } from "./workload.ts";

export const randomWorkloads: readonly Workload[] = [
  workload("@ngc/random", "uniform", SIZES, (size) => [7, size]),
];
