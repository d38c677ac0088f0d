export {
  type Batch,
  DataLoader,
  type DataLoaderOptions,
  type DesignMatrices,
  type DesignMatrix,
} from "./data-loader.ts";
export { type GeneratePatchSetOptions, generatePatchSet, type Patches } from "./patches.ts";
export type { RowSource } from "./row-source.ts";
