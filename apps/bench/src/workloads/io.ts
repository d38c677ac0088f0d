import { normals, SIZES, type Workload, workload } from "./workload.ts";

export const ioWorkloads: readonly Workload[] = [
  workload("@ngc/io", "roundTrip", SIZES, (size) => [normals(1, [size])]),
];
