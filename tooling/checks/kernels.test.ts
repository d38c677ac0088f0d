import { staleKernels } from "@tooling/kernels";
import { expect, it } from "vitest";

it("every kernel's bytes are what its source compiles to (npm run kernels writes them)", async () => {
  expect(await staleKernels()).toEqual([]);
});
