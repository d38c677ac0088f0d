import type { Shape, Tensor } from "@ngc/tensor";
import {
  checkNumber,
  checkShape,
  checkWithin,
  empty,
  newTensor,
  wrongKind,
  wrongValue,
} from "@ngc/tensor/authoring";
import { checkSpan } from "./internal/check-span.ts";
import { asKey, type Key } from "./key.ts";
import { normal } from "./normal.ts";
import { uniform } from "./uniform.ts";

/** A scheme's name and its numbers. Python's third element of the one-number schemes may be given; it is ignored. */
export type InitKernel =
  | readonly ["hollow", scale: number, ignored?: unknown]
  | readonly ["eye", scale: number, ignored?: unknown]
  | readonly ["uniform", min: number, max: number]
  | readonly ["gaussian", mu: number, sigma: number]
  | readonly ["normal", mu: number, sigma: number]
  | readonly ["constant", value: number, ignored?: unknown];

/**
 * Initial values by a scheme: `scale (1 - eye)`, `scale eye`, uniform in [min, max), `mu + sigma normal`, or a constant.
 *
 * "gaussian" and "normal" are the same scheme.
 *
 * @param initKernel - `["hollow", scale]`, `["eye", scale]`, `["uniform", min, max]`, `["gaussian", mu, sigma]` or `["constant", value]`
 * @param shape - lengths of the axes; two for "hollow" and "eye"
 * @throws RangeError for another scheme, a NaN, `max` below `min` or too far above it for float32, a negative `sigma`, or a shape that does not fit
 * @example
 * ```ts
 * initializeParams(key(0), ["hollow", 0.5], [2, 3]); // => [[0, 0.5, 0.5], [0.5, 0, 0.5]]
 * initializeParams(key(0), ["uniform", -1, 1], [3]); // => [0.8953, 0.9572, -0.3354]
 * ```
 * @python ngclearn.utils.model_utils.initialize_params
 */
export function initializeParams(key: Key, initKernel: InitKernel, shape: Shape): Tensor<"float32"> {
  const fn = "initializeParams";
  const from = asKey(fn, key);
  if (!Array.isArray(initKernel))
    throw wrongKind(fn, "initKernel must be an array of a name and numbers", initKernel);
  const wanted = checkShape(fn, shape);
  const [scheme, first, second] = initKernel as InitKernel;
  switch (scheme) {
    case "hollow":
      return diagonal(wanted, 0, checkNumber(fn, "scale", first));
    case "eye":
      return diagonal(wanted, checkNumber(fn, "scale", first), 0);
    case "uniform": {
      const minval = checkNumber(fn, "min", first);
      const maxval = checkWithin(fn, "max", second, minval, Infinity);
      checkSpan(fn, "min and max", minval, maxval, "float32");
      return uniform(from, wanted, { minval, maxval });
    }
    case "gaussian":
    case "normal":
      return scaledNormal(
        from,
        wanted,
        checkNumber(fn, "mu", first),
        checkWithin(fn, "sigma", second, 0, Infinity),
      );
    case "constant":
      return filled(wanted, checkNumber(fn, "value", first));
    default:
      throw unknownScheme(scheme);
  }
}

function unknownScheme(scheme: unknown): Error {
  const required = "the scheme must be one of hollow eye uniform gaussian normal constant";
  return typeof scheme === "string"
    ? wrongValue("initializeParams", required, scheme)
    : wrongKind("initializeParams", required, scheme);
}

function filled(shape: Shape, value: number): Tensor<"float32"> {
  const values = newTensor("initializeParams", shape, "float32", empty);
  values.data.fill(value);
  return values;
}

function diagonal(shape: Shape, on: number, off: number): Tensor<"float32"> {
  if (shape.length !== 2)
    throw wrongValue("initializeParams", "shape must have 2 axes for hollow and eye", shape);
  const values = filled(shape, off);
  for (let i = 0; i < Math.min(shape[0], shape[1]); i++) values.data[i * shape[1] + i] = on;
  return values;
}

function scaledNormal(key: Key, shape: Shape, mu: number, sigma: number): Tensor<"float32"> {
  const values = normal(key, shape);
  const { data } = values;
  // Each step in float32, as Python's `normal * sigma + mu` rounds it.
  const scale = Math.fround(sigma);
  const shift = Math.fround(mu);
  for (let i = 0; i < data.length; i++) data[i] = Math.fround(data[i] * scale) + shift;
  return values;
}
