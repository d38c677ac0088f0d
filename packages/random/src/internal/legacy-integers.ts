import type { Tensor } from "@ngc/tensor";
import { checkOptions, newTensor, wrongKind, wrongValue } from "@ngc/tensor/authoring";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import type { LegacyIntegerDType, LegacyIntegerOptions, Size } from "../random-state.ts";
import { checkDrawDType } from "./check-draw-dtype.ts";
import { checkDrawSize } from "./check-draw-size.ts";
import { fillBytesWithin, nextBigWithin, nextWithin } from "./legacy-draws.ts";

const LIMITS: { readonly [dtype: string]: readonly [bigint, bigint] } = {
  int32: [-(2n ** 31n), 2n ** 31n],
  uint32: [0n, 2n ** 32n],
  uint8: [0n, 2n ** 8n],
  int64: [-(2n ** 63n), 2n ** 63n],
};

/** `RandomState.randint`. */
export function legacyIntegers(
  generator: RandomGenerator,
  low: number | bigint,
  high: number | bigint | undefined,
  size: Size | undefined,
  options: LegacyIntegerOptions | undefined,
): number | bigint | Tensor {
  const { dtype = "int32" } = checkOptions("randint", options);
  checkDrawDType("randint", dtype, Object.keys(LIMITS));
  // One argument alone is the end.
  const [from, to, last] = high === undefined ? [0, low, "low"] : [low, high, "high"];
  const first = checkInteger("low", from);
  const end = checkInteger(last, to);
  const [least, above] = LIMITS[dtype];
  if (first >= end)
    throw wrongValue("randint", `${last} must be above ${high === undefined ? 0 : `low, ${first}`}`, to);
  if (first < least) throw wrongValue("randint", `low must be at least ${least} for ${dtype}`, from);
  if (end > above) throw wrongValue("randint", `${last} must be at most ${above} for ${dtype}`, to);
  const shape = checkDrawSize("randint", size);
  const drawn = newTensor<LegacyIntegerDType>("randint", shape, dtype);
  fill(generator, drawn.data, first, end - 1n - first);
  return size === undefined ? drawn.data[0] : (drawn as Tensor);
}

function fill(
  generator: RandomGenerator,
  values: Int32Array | Uint32Array | Uint8Array | BigInt64Array,
  first: bigint,
  last: bigint,
): void {
  if (values instanceof BigInt64Array) {
    for (let i = 0; i < values.length; i++) values[i] = first + nextBigWithin(generator, last);
    return;
  }
  const from = Number(first);
  const to = Number(last);
  if (values instanceof Uint8Array) {
    fillBytesWithin(generator, to, values);
    for (let i = 0; i < values.length; i++) values[i] += from;
  } else {
    for (let i = 0; i < values.length; i++) values[i] = from + nextWithin(generator, to);
  }
}

function checkInteger(argument: string, value: unknown): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value !== "number") throw wrongKind("randint", `${argument} must be a whole number`, value);
  if (!Number.isInteger(value)) throw wrongValue("randint", `${argument} must be a whole number`, value);
  return BigInt(value);
}
