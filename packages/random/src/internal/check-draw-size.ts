import type { Shape, Tensor } from "@ngc/tensor";
import { checkWhole, empty, newTensor, sizeOf, wrongKind, wrongValue } from "@ngc/tensor/authoring";
import type { Size } from "../random-state.ts";

/** The shape that a size asks for; one value where there is none. */
export function checkDrawSize(fn: string, size: Size | undefined): number[] {
  if (size === undefined) return [];
  const shape = typeof size === "number" ? [checkWhole(fn, "size", size)] : checkLengths(fn, size);
  if (sizeOf(shape) > 2 ** 32) throw wrongValue(fn, "size must be of at most 2^32 values", size);
  return shape;
}

function checkLengths(fn: string, size: Shape): number[] {
  if (!Array.isArray(size)) throw wrongKind(fn, "size must be a whole number or an array of them", size);
  return Array.from(size, (length, axis) => checkWhole(fn, `size[${axis}]`, length));
}

/** One number, or where a size is given a float64 tensor of them. */
export function filled(fn: string, size: Size | undefined, next: () => number): number | Tensor<"float64"> {
  if (size === undefined) return next();
  const shape = checkDrawSize(fn, size);
  const values = newTensor(fn, shape, "float64", empty);
  for (let i = 0; i < values.data.length; i++) values.data[i] = next();
  return values;
}
