import { testGolden } from "@tooling/golden";
import * as activations from "./index.ts";

testGolden(new URL("../test/golden/activations.json", import.meta.url), activations);
