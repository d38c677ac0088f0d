export { bernoulli } from "./bernoulli.ts";
export { type BitsDType, type BitsOptions, bits } from "./bits.ts";
export { type ChoiceOptions, choice } from "./choice.ts";
export { type DropOutOptions, dropOut } from "./drop-out.ts";
export { type InitKernel, initializeParams } from "./initialize-params.ts";
export { type IntegerDType, type RandintOptions, randint } from "./integers.ts";
export { isKey, type Key, type KeyImpl, type KeyOptions, key, keyData, wrapKeyData } from "./key.ts";
export { type NormalOptions, normal } from "./normal.ts";
export { permutation } from "./permutation.ts";
export {
  type LegacyChoiceOptions,
  type LegacyIntegerDType,
  type LegacyIntegerOptions,
  type RandomState,
  type Rows,
  randomState,
  type Size,
} from "./random-state.ts";
export { foldIn, split } from "./split.ts";
export { type UniformOptions, uniform } from "./uniform.ts";
