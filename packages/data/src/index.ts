export { type Batch, DataLoader, type DataLoaderOptions, type DesignMatrices } from "./data-loader.ts";
export { generatePatchSet, type Patches, type PatchOptions } from "./patches.ts";
