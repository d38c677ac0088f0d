export { tensor, zeros } from "./create.ts";
export type { ArrayOf, DType, ElementOf, FloatDType, NumericDType, TypedArray } from "./dtype.ts";
export type { Shape } from "./shape.ts";
export {
  type DTypeOf,
  isTensor,
  type Mixed,
  type NestedArray,
  type NestedNumbers,
  type Out,
  type OutOption,
  type PlainTensor,
  type Same,
  type Tensor,
  type TensorLike,
  type TensorOf,
  type Truth,
} from "./tensor.ts";
