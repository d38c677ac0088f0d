import { commonDType, type DType, empty, isBig, type NumericDType } from "./dtype.ts";
import { asTensor } from "./internal/as-tensor.ts";
import { checkAxis, checkHeld, checkOptions, checkWhole, wrongKind } from "./internal/checks.ts";
import { convert } from "./internal/convert.ts";
import { newTensor } from "./internal/new-tensor.ts";
import { eachRow } from "./internal/strided.ts";
import type { AlongOptions } from "./options.ts";
import { type Shape, sameShape, showShape, sizeOf, stridesOf } from "./shape.ts";
import { type DTypeOf, makeTensor, type Tensor, type TensorLike } from "./tensor.ts";

/** How many elements are added before and after those of an axis. */
export type PadWidth = readonly [before: number, after: number];

/**
 * The tensors of `list` one after the other along `axis`; dtypes are mixed as in arithmetic.
 *
 * @throws RangeError if the list is empty, or the shapes differ in another axis
 * @throws TypeError if 64-bit integers are joined with another dtype
 * @example
 * ```ts
 * concat([[1, 2], [3]]); // => [1, 2, 3]
 * concat([[[1], [2]], [[3], [4]]], { axis: 1 }); // => [[1, 3], [2, 4]]
 * ```
 * @python numpy.concatenate
 */
export function concat<X extends TensorLike>(list: readonly X[], options?: AlongOptions): Tensor<DTypeOf<X>>;
export function concat(list: readonly TensorLike[], options?: AlongOptions): Tensor {
  const tensors = listed("concat", list);
  const { axis = 0 } = checkOptions("concat", options);
  return join("concat", tensors, checkAxis("concat", axis, tensors[0].shape.length));
}

/**
 * The tensors of `list`, all of one shape, side by side along a new axis.
 *
 * @throws RangeError if the list is empty, or the shapes differ
 * @throws TypeError if 64-bit integers are joined with another dtype
 * @example
 * ```ts
 * stack([[1, 2], [3, 4]]); // => [[1, 2], [3, 4]]
 * stack([[1, 2], [3, 4]], { axis: 1 }); // => [[1, 3], [2, 4]]
 * ```
 * @python numpy.stack
 */
export function stack<X extends TensorLike>(list: readonly X[], options?: AlongOptions): Tensor<DTypeOf<X>>;
export function stack(list: readonly TensorLike[], options?: AlongOptions): Tensor {
  const tensors = listed("stack", list);
  const { axis = 0 } = checkOptions("stack", options);
  const { shape } = tensors[0];
  const at = checkAxis("stack", axis, shape.length + 1);
  const odd = tensors.find((entry) => !sameShape(entry.shape, shape));
  if (odd !== undefined)
    throw new RangeError(`stack: all must have shape ${showShape(shape)}, got ${showShape(odd.shape)}`);
  const grown = [...shape.slice(0, at), 1, ...shape.slice(at)];
  return join(
    "stack",
    tensors.map((entry) => makeTensor<DType>(entry.data, grown, entry.dtype) as Tensor),
    at,
  );
}

function listed(fn: string, list: unknown): Tensor[] {
  if (!Array.isArray(list)) throw wrongKind(fn, "list must be an array of tensors", list);
  if (list.length === 0) throw new RangeError(`${fn}: list must hold a tensor, got an empty list`);
  return list.map((entry, i) => asTensor(fn, `list[${i}]`, entry));
}

function join(fn: string, tensors: readonly Tensor[], at: number): Tensor {
  const { shape } = tensors[0];
  const others = (own: Shape): Shape => own.filter((_, axis) => axis !== at);
  for (const entry of tensors) {
    if (entry.shape.length !== shape.length || !sameShape(others(entry.shape), others(shape))) {
      throw new RangeError(
        `${fn}: all must have shape ${showShape(shape)} but for axis ${at}, got ${showShape(entry.shape)}`,
      );
    }
  }
  const dtype = tensors.map((entry) => entry.dtype).reduce((a, b) => joinedDType(fn, a, b));
  const length = tensors.reduce((total, entry) => total + entry.shape[at], 0);
  const wanted = shape.map((n, axis) => (axis === at ? length : n));
  const joined = newTensor<DType>(fn, wanted, dtype, empty);
  const inner = sizeOf(shape.slice(at + 1));
  let offset = 0;
  for (const entry of tensors) {
    const run = entry.shape[at] * inner;
    const from = (entry.dtype === dtype ? entry.data : convert<DType>(fn, entry.data, dtype)) as Float64Array;
    for (let i = 0; i * run < from.length; i++)
      (joined.data as Float64Array).set(from.subarray(i * run, (i + 1) * run), i * length * inner + offset);
    offset += run;
  }
  return joined as Tensor;
}

function joinedDType(fn: string, a: DType, b: DType): DType {
  if (a === b) return a;
  if (isBig(a) || isBig(b))
    throw new TypeError(`${fn}: 64-bit integers join only with their own dtype, got ${a} and ${b}`);
  return commonDType(a as NumericDType, b as NumericDType);
}

/** What {@link pad} puts around: 0 by default. */
export interface PadOptions {
  readonly value?: number;
}

/**
 * `x` with elements of `value` added around it.
 *
 * @param widths - how many: the same on all sides, or a pair `[before, after]` for each axis
 * @throws RangeError if a width is negative, there is not a pair for each axis, or integers of the dtype do not hold `value`
 * @example
 * ```ts
 * pad([1, 2], 1); // => [0, 1, 2, 0]
 * pad([[1]], [[0, 1], [2, 0]], { value: 9 }); // => [[9, 9, 1], [9, 9, 9]]
 * ```
 * @python numpy.pad
 */
export function pad<X extends TensorLike>(
  x: X,
  widths: number | readonly PadWidth[],
  options?: PadOptions,
): Tensor<DTypeOf<X>>;
export function pad(x: TensorLike, widths: number | readonly PadWidth[], options?: PadOptions): Tensor {
  const { data, shape, dtype } = asTensor("pad", "x", x);
  const pairs = padWidths(widths, shape.length);
  const { value = 0 } = checkOptions("pad", options);
  if (typeof value !== "number") throw wrongKind("pad", "value must be a number", value);
  const wanted = shape.map((n, axis) => pairs[axis][0] + n + pairs[axis][1]);
  checkHeld("pad", "value", value, dtype);
  const result = newTensor<DType>("pad", wanted, dtype) as Tensor;
  const padded = result.data as Float64Array;
  padded.fill(convert<DType>("pad", [value], dtype)[0] as number);
  const strides = stridesOf(wanted);
  const first = strides.reduce((sum, stride, axis) => sum + stride * pairs[axis][0], 0);
  eachRow(shape, [strides], (start, [at], _, length) => {
    padded.set((data as Float64Array).subarray(start, start + length), first + at);
  });
  return result;
}

function padWidths(widths: unknown, rank: number): readonly PadWidth[] {
  if (typeof widths === "number") {
    const width = checkWhole("pad", "widths", widths);
    return new Array<PadWidth>(rank).fill([width, width]);
  }
  if (!Array.isArray(widths)) throw wrongKind("pad", "widths must be a number or pairs of numbers", widths);
  if (widths.length !== rank)
    throw new RangeError(`pad: widths must hold a pair for each of ${rank} axes, got ${widths.length}`);
  for (const pair of widths) {
    if (!Array.isArray(pair) || pair.length !== 2)
      throw wrongKind("pad", "widths must hold pairs [before, after]", pair);
    for (const width of pair) checkWhole("pad", "widths", width);
  }
  return widths;
}
