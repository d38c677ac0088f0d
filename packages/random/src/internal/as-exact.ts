import type { Tensor } from "@ngc/tensor";
import { asTensor, makeTensor } from "@ngc/tensor/authoring";

/** The tensor that `value` stands for; nested numbers keep their double precision, as NumPy's do. */
export function asExact(fn: string, argument: string, value: unknown): Tensor {
  const x = asTensor(fn, argument, value);
  if (!Array.isArray(value)) return x;
  const numbers = value.flat(Number.POSITIVE_INFINITY) as number[];
  return makeTensor(Float64Array.from(numbers), x.shape, "float64") as Tensor;
}
