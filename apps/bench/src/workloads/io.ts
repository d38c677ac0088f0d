import { normals, SIZES, type Workload, workloadsOf } from "./workload.ts";

const workload = workloadsOf("@ngc/io");

export const ioWorkloads: readonly Workload[] = [
  workload("roundTrip", "bytes", (size, dtype) => [normals(1, [size], dtype)]),
  workload("crc32c", "bytes", (size, dtype) => [normals(1, [size], dtype)], SIZES, ["float32"]),
];
