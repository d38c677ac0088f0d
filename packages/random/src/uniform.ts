import type { FloatDType, Shape, Tensor } from "@ngc/tensor";
import { checkNumber, checkOptions, checkShape } from "@ngc/tensor/authoring";
import { checkDrawDType } from "./internal/check-draw-dtype.ts";
import { checkSpan } from "./internal/check-span.ts";
import { newUniform } from "./internal/fill-uniform.ts";
import { asKey, type Key } from "./key.ts";

/** The range of {@link uniform}, [0, 1) by default, and its dtype, float32 by default. */
export interface UniformOptions<D extends FloatDType = FloatDType> {
  readonly minval?: number;
  readonly maxval?: number;
  readonly dtype?: D;
}

/**
 * Uniform values in [minval, maxval): `minval + m (maxval - minval)`, with `m` from the upper 23 bits of each draw.
 *
 * float32 values equal JAX's on a CPU bit for bit: product and sum are rounded once, and so a value may round up to `maxval`.
 * float64 takes 52 of 64 bits, as JAX does with 64-bit types on. A `maxval` below `minval` gives `minval` everywhere.
 *
 * @param shape - lengths of the axes; `[]`, the default, is a scalar
 * @throws RangeError if `minval`, `maxval` or their difference is not finite in the dtype
 * @example
 * ```ts
 * uniform(key(0), [3]); // => [0.9477, 0.9786, 0.3323]
 * uniform(key(0), [2], { minval: -3, maxval: 2 }); // => [1.7383, 1.8929]
 * ```
 * @python jax.random.uniform
 */
export function uniform<D extends FloatDType = "float32">(
  key: Key,
  shape?: Shape,
  options?: UniformOptions<D>,
): Tensor<NoInfer<D>>;
export function uniform(key: Key, shape: Shape = [], options?: UniformOptions): Tensor {
  const from = asKey("uniform", key);
  const wanted = checkShape("uniform", shape);
  const { minval = 0, maxval = 1, dtype = "float32" } = checkOptions("uniform", options);
  checkNumber("uniform", "minval", minval);
  checkNumber("uniform", "maxval", maxval);
  checkDrawDType("uniform", dtype, ["float32", "float64"]);
  checkSpan("uniform", "minval and maxval", minval, maxval, dtype);
  return newUniform("uniform", from, wanted, dtype, minval, maxval);
}
