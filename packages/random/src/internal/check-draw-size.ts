import type { Tensor } from "@ngc/tensor";
import { checkShape, empty, newTensor } from "@ngc/tensor/authoring";
import type { Size } from "../random-state.ts";

/** The shape that a size asks for; one value where there is none. */
export function checkDrawSize(fn: string, size: Size | undefined): number[] {
  return size === undefined ? [] : checkShape(fn, typeof size === "number" ? [size] : size);
}

/** One number, or where a size is given a float64 tensor of them. */
export function filled(fn: string, size: Size | undefined, next: () => number): number | Tensor<"float64"> {
  if (size === undefined) return next();
  const shape = checkDrawSize(fn, size);
  const values = newTensor(fn, shape, "float64", empty);
  for (let i = 0; i < values.data.length; i++) values.data[i] = next();
  return values;
}
