import { testGolden } from "@tooling/golden";
import * as metrics from "./index.ts";

testGolden(new URL("../test/golden/metrics.json", import.meta.url), metrics);
