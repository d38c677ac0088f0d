import { type ArrayOf, type DType, empty, isBig } from "../dtype.ts";
import { wrongValue } from "./checks.ts";
import { newTensor } from "./new-tensor.ts";

/**
 * The elements as another dtype holds them, converted as typed arrays do: towards integers fractions are cut and what is too
 * large wraps around (NaN and infinities give 0); all but 0 is true for bool.
 */
export function convert<D extends DType>(fn: string, from: ArrayLike<number | bigint>, dtype: D): ArrayOf[D];
export function convert(fn: string, from: ArrayLike<number | bigint>, dtype: DType): ArrayOf[DType] {
  const to = newTensor<DType>(fn, [from.length], dtype, empty).data;
  if (dtype === "bool") {
    for (let i = 0; i < from.length; i++) to[i] = Number(from[i]) === 0 ? 0 : 1;
  } else if (isBig(dtype)) {
    for (let i = 0; i < from.length; i++) to[i] = bigintOf(fn, from[i]);
  } else if (dtype === "float32") {
    for (let i = 0; i < from.length; i++) to[i] = narrow(from[i]);
  } else if (dtype === "float64") {
    for (let i = 0; i < from.length; i++) to[i] = Number(from[i]);
  } else {
    for (let i = 0; i < from.length; i++) to[i] = lowBits(from[i]);
  }
  return to;
}

function bigintOf(fn: string, value: number | bigint): bigint {
  if (typeof value === "bigint") return value;
  if (!Number.isFinite(value)) throw wrongValue(fn, "64-bit integers must be made of finite numbers", value);
  return BigInt(Math.trunc(value));
}

/**
 * A double that a float32 rounds as it would the integer itself. One of more than 53 bits has to be cut before it is a double, not
 * rounded: of its last 16 bits, far below those that a float32 keeps, only counts whether any is set.
 */
function narrow(value: number | bigint): number {
  const isShort = typeof value === "number" || BigInt.asIntN(54, value) === value;
  return Number(
    isShort ? value : BigInt.asUintN(16, value) === 0n ? value : ((value >> 16n) << 16n) | 0x8000n,
  );
}

/** A bigint's last 32 bits before it becomes a number, which would round what is past 2^53. */
function lowBits(value: number | bigint): number {
  return typeof value === "bigint" ? Number(BigInt.asIntN(32, value)) : value;
}
