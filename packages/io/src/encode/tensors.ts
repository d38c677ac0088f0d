import type { Tensor } from "@ngc/tensor";
import { asTensor, describe, holds } from "@ngc/tensor/authoring";
import { type Format, FormatError } from "../format-error.ts";
import type { Limits } from "../limits.ts";

/** The tensor that `value` stands for, which can be read again within the same limits. */
export function tensorToWrite(
  fn: string,
  format: Format,
  argument: string,
  value: unknown,
  limits: Limits,
): Tensor {
  const x = asTensor(fn, argument, value);
  if (!holds(x.dtype, x.data))
    throw new FormatError(
      "DTYPE",
      `${fn}: ${argument} of ${x.dtype} must hold its typed array, got ${describe(x.data)}`,
      { format },
    );
  if (x.dtype === "bool" && x.data.some((element) => element > 1))
    throw new FormatError("DTYPE", `${fn}: the bools of ${argument} must be 0 or 1, got another`, { format });
  if (x.shape.length > limits.rank)
    throw new FormatError("LIMIT", `${fn}: ${argument} may have ${limits.rank} axes, got ${x.shape.length}`, {
      format,
      limit: limits.rank,
    });
  return x;
}

/**
 * The memory of elements, which are little-endian on every machine that runs JavaScript today; TypeError where it is detached, which
 * `length` would not tell.
 */
export function elementBytes(data: ArrayBufferView): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** A file of `length` zeros, within the limits of what can be read again. */
export function newFile(fn: string, format: Format, length: number, limits: Limits): Uint8Array {
  if (length > limits.input)
    throw new FormatError("LIMIT", `${fn}: at most ${limits.input} bytes are written, got ${length}`, {
      format,
      limit: limits.input,
    });
  return new Uint8Array(length);
}
