import { normals, SIZES, type Workload, workload } from "./workload.ts";

export const tensorWorkloads: readonly Workload[] = [
  workload("@ngc/tensor", "add", SIZES, (size) => [normals(1, [size]), normals(2, [size])]),
  workload("@ngc/tensor", "matmul", [4_096, 65_536], (size) => {
    const side = Math.sqrt(size);
    return [normals(1, [side, side]), normals(2, [side, side])];
  }),
];
