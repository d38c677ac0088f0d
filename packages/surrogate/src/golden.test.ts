import { testGolden } from "@tooling/golden";
import { catalogue } from "./catalogue.ts";

/** Each estimator's three functions, as `arctanEstimator.dSpikeFx`. */
const functions = Object.fromEntries(
  catalogue.flatMap(({ name, build }) => {
    const [spikeFx, surrFx, dSpikeFx] = build({ getSurrFx: true });
    return Object.entries({ spikeFx, surrFx, dSpikeFx }).map(([part, f]) => [`${name}.${part}`, f]);
  }),
);

testGolden(new URL("../test/golden/surrogate.json", import.meta.url), functions);
