export { type ArctanArgs, arctanEstimator } from "./arctan.ts";
export { type SecantLifArgs, secantLifEstimator } from "./secant-lif.ts";
export type {
  BuilderOptions,
  SpikeFunction,
  SpikePair,
  SpikeTriple,
  SurrogateFunction,
} from "./spike.ts";
export { straightThroughEstimator } from "./straight-through.ts";
export { type TriangularArgs, triangularEstimator } from "./triangular.ts";
