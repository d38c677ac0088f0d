export {
  abs,
  add,
  divide,
  maximum,
  minimum,
  multiply,
  negative,
  power,
  sign,
  sqrt,
  square,
  subtract,
} from "./arithmetic.ts";
export { astype, diag, expandDims, reshape, squeeze, transpose } from "./arrange.ts";
export { broadcastTo } from "./broadcast-to.ts";
export { clampMax, clampMin, clip } from "./clamp.ts";
export {
  type AllCloseOptions,
  allClose,
  equal,
  greater,
  greaterEqual,
  isNaN,
  less,
  lessEqual,
  notEqual,
} from "./comparison.ts";
export { arange, clone, eye, full, linspace, ones, tensor, zeros } from "./create.ts";
export { type CumsumDType, cumsum } from "./cumsum.ts";
export type {
  ArrayOf,
  Common,
  DType,
  ElementOf,
  FloatDType,
  FloatOf,
  NumericDType,
  Promote,
  TypedArray,
} from "./dtype.ts";
export { type BinarizeOptions, binarize, oneHot, oneHotLabels } from "./encode-classes.ts";
export { exp, expm1, log, log1p, tanh } from "./exponential.ts";
export { max, min } from "./extremes.ts";
export { concat, type PadOptions, type PadWidth, pad, stack } from "./join.ts";
export { logicalAnd, logicalNot, logicalOr } from "./logic.ts";
export { dot, type MatmulOptions, matmul, outer } from "./matmul.ts";
export { type NormOption, norm } from "./norm.ts";
export { type NormalizeMatrixOptions, normalizeMatrix } from "./normalize.ts";
export type { AlongOptions, AxisOptions, OutOption, ReduceOptions, WholeOptions } from "./options.ts";
export { argsort, sort, topK } from "./order.ts";
export { argmax, argmin } from "./places.ts";
export { all, any, mean, prod, type Sum, type SumDType, sum, trace } from "./reduce.ts";
export { floor, round } from "./rounding.ts";
export { type Chosen, slice, take, where } from "./select.ts";
export type { Shape } from "./shape.ts";
export { type SpreadOption, std, variance } from "./spread.ts";
export type { Operand } from "./tensor.ts";
export {
  type DTypeOf,
  isTensor,
  type Mixed,
  type NestedArray,
  type NestedNumbers,
  type Out,
  type PlainTensor,
  type Ratio,
  type Same,
  type Tensor,
  type TensorLike,
  type TensorOf,
  type Truth,
} from "./tensor.ts";
