import { normals, SIZES, type Workload, workload } from "./workload.ts";

export const surrogateWorkloads: readonly Workload[] = [
  workload("@ngc/surrogate", "arctanDerivative", SIZES, (size) => [normals(1, [size])]),
];
