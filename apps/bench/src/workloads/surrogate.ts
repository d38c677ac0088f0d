import { normals, type Workload, workloadsOf } from "./workload.ts";

const workload = workloadsOf("@ngc/surrogate");

export const surrogateWorkloads: readonly Workload[] = (
  ["spike", "arctanDerivative", "secantDerivative", "triangularDerivative"] as const
).map((operation) => workload(operation, "elementwise", (size, dtype) => [normals(1, [size], dtype)]));
