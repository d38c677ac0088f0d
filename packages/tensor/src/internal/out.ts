import { type ArrayOf, type DType, empty } from "../dtype.ts";
import type { OutOption } from "../options.ts";
import { type Shape, sameShape, showShape } from "../shape.ts";
import { isTensor, type PlainTensor, type Tensor } from "../tensor.ts";
import { attached } from "./as-tensor.ts";
import { checkOptions, describe, wrongKind } from "./checks.ts";
import { newTensor } from "./new-tensor.ts";

/**
 * What options name as the answer's place, which a number has none of. A number instead of options is the index that `map` hands
 * its callback.
 */
export function outOf(fn: string, options: OutOption | undefined, isNumber = false): unknown {
  if (options === undefined || typeof options === "number") return undefined;
  const { out } = checkOptions(fn, options);
  if (isNumber && out !== undefined)
    throw wrongKind(fn, "out must be left out where the answer is a number", out);
  return out;
}

/**
 * Where a function writes its whole answer: a new tensor, which may hold anything, or `out` once it is shown to fit.
 * `out` may be one of `inputs` as a whole; a partial overlap would be read after it was written, so it throws.
 */
export function outLike<D extends DType>(
  fn: string,
  out: unknown,
  shape: Shape,
  dtype: D,
  ...inputs: readonly (PlainTensor | number)[]
): Tensor<D> {
  if (out === undefined) return newTensor(fn, shape, dtype, empty);
  if (!isTensor(out)) throw new TypeError(`${fn}: out must be a tensor, got ${describe(out)}`);
  if (out.dtype !== dtype) throw new TypeError(`${fn}: out must be ${dtype}, got ${out.dtype}`);
  if (!sameShape(out.shape, shape)) {
    throw new RangeError(`${fn}: out must have shape ${showShape(shape)}, got ${showShape(out.shape)}`);
  }
  attached(fn, "out", out);
  for (const input of inputs) {
    if (typeof input !== "number" && overlapsInPart(out.data, input.data))
      throw new RangeError(`${fn}: out must not overlap an input in part, got a view of the same buffer`);
  }
  return out as Tensor<D>;
}

/** Throws where `out` shares any memory with an input: for functions that read an element after writing another. */
export function refuseAlias(fn: string, out: unknown, ...inputs: readonly PlainTensor[]): void {
  if (!isTensor(out)) return;
  for (const input of inputs) {
    if (overlap(out.data, input.data))
      throw new RangeError(`${fn}: out must not share memory with an input, got a view of the same buffer`);
  }
}

function overlap(a: ArrayBufferView, b: ArrayBufferView): boolean {
  return (
    a.buffer === b.buffer &&
    a.byteOffset < b.byteOffset + b.byteLength &&
    b.byteOffset < a.byteOffset + a.byteLength
  );
}

/** Whether element i of `a` may lie on another element of `b` than its i-th. */
function overlapsInPart(a: ArrayOf[DType], b: ArrayOf[DType]): boolean {
  return (
    overlap(a, b) && (a.byteOffset !== b.byteOffset || a.length !== b.length || a.byteLength !== b.byteLength)
  );
}
