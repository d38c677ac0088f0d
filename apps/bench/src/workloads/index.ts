import { activationsWorkloads } from "./activations.ts";
import { dataWorkloads } from "./data.ts";
import { exhibitsWorkloads } from "./exhibits.ts";
import { ioWorkloads } from "./io.ts";
import { metricsWorkloads } from "./metrics.ts";
import { randomWorkloads } from "./random.ts";
import { surrogateWorkloads } from "./surrogate.ts";
import { tensorWorkloads } from "./tensor.ts";
import type { Workload } from "./workload.ts";

export type { Kind, Workload } from "./workload.ts";

/** All that the benchmark measures, package by package, and then of the exhibits. */
export const workloads: readonly Workload[] = [
  ...tensorWorkloads,
  ...randomWorkloads,
  ...activationsWorkloads,
  ...metricsWorkloads,
  ...surrogateWorkloads,
  ...dataWorkloads,
  ...ioWorkloads,
  ...exhibitsWorkloads,
];
