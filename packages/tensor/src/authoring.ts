/** For those who write packages on tensors, the other @ngc packages included: argument checks, the shared loops, and the operations that packages build on. */

export { broadcastTo } from "./broadcast-to.ts";
export { allocate, empty, fitsFloat32, floatOf, holds, scalarBeside } from "./dtype.ts";
export { asExact, asIndices, asMatrix, asNumeric, asRank, asTensor } from "./internal/as-tensor.ts";
export {
  checkBelow,
  checkDType,
  checkFinite,
  checkFlag,
  checkNumber,
  checkOptions,
  checkSameShape,
  checkShape,
  checkWhole,
  checkWithin,
  describe,
  wrongKind,
  wrongValue,
} from "./internal/checks.ts";
export { type Folded, foldRow, foldRows, tileOf } from "./internal/fold-rows.ts";
export { floatsOf, mapUnary, type Unary, type UnaryOperation, type WithKernel } from "./internal/map.ts";
export { newTensor } from "./internal/new-tensor.ts";
export { outLike, outOf } from "./internal/out.ts";
export { takeRows } from "./internal/take-rows.ts";
export {
  type Kernel,
  LONGEST_ROW,
  type LoadedKernel,
  loadKernel,
  runRows,
  TILE,
  tilesOf,
  usePlainPath,
} from "./internal/tile.ts";
export { argmax } from "./places.ts";
export { showShape, sizeOf } from "./shape.ts";
export { isTensor, makeTensor } from "./tensor.ts";
