import { testGolden } from "@tooling/golden";
import * as tensors from "./index.ts";

for (const topic of ["elementwise", "reductions", "arrangement", "products", "page"])
  testGolden(new URL(`../test/golden/${topic}.json`, import.meta.url), tensors);
