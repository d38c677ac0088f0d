import type { FloatDType, Shape, Tensor } from "@ngc/tensor";
import { checkOptions, checkShape } from "@ngc/tensor/authoring";
import { checkDrawDType } from "./internal/check-draw-dtype.ts";
import { erfInv, toNormal } from "./internal/erf-inv.ts";
import { newUniform } from "./internal/fill-uniform.ts";
import { asKey, type Key } from "./key.ts";

/** The dtype of {@link normal}, float32 by default. */
export interface NormalOptions<D extends FloatDType = FloatDType> {
  readonly dtype?: D;
}

/**
 * Values of the standard normal distribution: `sqrt(2) erfinv(u)`, with `u` uniform in (-1, 1).
 *
 * float32 values lie in (-5.42, 5.42) and equal JAX's on a CPU bit for bit; on other hardware JAX's own differ in the last digits.
 * float64 uses an inverse error function of double accuracy on the 64-bit draws; JAX's loses digits in the tails.
 *
 * @param shape - lengths of the axes; `[]`, the default, is a scalar
 * @throws RangeError if a length in `shape` is no whole number from 0 on, or memory for all of them is not to be had
 * @example
 * ```ts
 * normal(key(0), [3]); // => [1.6226, 2.0253, -0.4336]
 * ```
 * @python jax.random.normal
 */
export function normal<D extends FloatDType = "float32">(
  key: Key,
  shape?: Shape,
  options?: NormalOptions<D>,
): Tensor<NoInfer<D>>;
export function normal(key: Key, shape: Shape = [], options?: NormalOptions): Tensor {
  const from = asKey("normal", key);
  const wanted = checkShape("normal", shape);
  const { dtype = "float32" } = checkOptions("normal", options);
  checkDrawDType("normal", dtype, ["float32", "float64"]);
  const above = dtype === "float32" ? -1 + 2 ** -24 : -1 + 2 ** -53;
  const drawn = newUniform("normal", from, wanted, dtype, above, 1);
  const { data } = drawn;
  if (data instanceof Float32Array) toNormal(data);
  else for (let i = 0; i < data.length; i++) data[i] = Math.SQRT2 * erfInv(data[i]);
  return drawn;
}
