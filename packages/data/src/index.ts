export {
  type Batch,
  DataLoader,
  type DataLoaderOptions,
  type DesignMatrices,
  type DesignMatrix,
} from "./data-loader.ts";
export { generatePatchSet, type Patches, type PatchOptions } from "./patches.ts";
export type { RowSource } from "./row-source.ts";
