import type { Operand, Out, OutOption } from "@ngc/tensor";
import {
  asNumeric,
  checkFinite,
  checkFlag,
  checkNumber,
  checkOptions,
  mapUnary,
  wrongValue,
} from "@ngc/tensor/authoring";
import { spikeKernel } from "./spike.kernel.generated.ts";

/** 1 where the voltage is above the threshold, else 0. */
export type SpikeFunction = <X extends Operand>(v: X, thr?: number, options?: OutOption) => Out<X>;

/** The smooth function that stands for a spike, or what is used as the spike's derivative. */
export type SurrogateFunction<Args extends OutOption = OutOption> = <X extends Operand>(
  v: X,
  thr?: number,
  args?: Args,
) => Out<X>;

/** What a builder gives by default. */
export type SpikePair<Args extends OutOption = OutOption> = [
  spikeFx: SpikeFunction,
  dSpikeFx: SurrogateFunction<Args>,
];

/** What a builder gives with `getSurrFx: true`. */
export type SpikeTriple<Args extends OutOption = OutOption> = [
  spikeFx: SpikeFunction,
  surrFx: SurrogateFunction<Args>,
  dSpikeFx: SurrogateFunction<Args>,
];

/** Whether a builder gives the surrogate function too. */
export interface BuilderOptions {
  readonly getSurrFx?: boolean;
}

/** 1 for `v > thr`, else 0; at the threshold and for NaN 0. */
export function spikeFx<X extends Operand>(v: X, thr = 0, options?: OutOption): Out<X> {
  return mapUnary(
    "spikeFx",
    v,
    { plain: spikeOf, kernel: spikeKernel, argument: "v" },
    options,
    checkNumber("spikeFx", "thr", thr),
  );
}

function spikeOf(v: number, thr: number): number {
  return v > thr ? 1 : 0;
}

/** The checked flag of a builder's options. */
export function wantsSurrogate(fn: string, options: BuilderOptions | undefined): boolean {
  const { getSurrFx = false } = checkOptions(fn, options);
  return checkFlag(fn, "getSurrFx", getSurrFx);
}

/** The checked `alpha` of an estimator for `v`, 2 by default. */
export function checkAlpha(fn: string, v: Operand, args: { readonly alpha?: number } | undefined): number {
  const { alpha = 2 } = checkOptions(fn, args);
  return checkScale(fn, "alpha", alpha, v);
}

/** The number given, which must be finite in the dtype that `v` is computed in: without end, it would leave no value at 0. */
export function checkScale(fn: string, argument: string, value: unknown, v: Operand): number {
  const number = checkFinite(fn, argument, value);
  if (
    typeof v !== "number" &&
    !Number.isFinite(Math.fround(number)) &&
    asNumeric(fn, "v", v).dtype !== "float64"
  )
    throw wrongValue(fn, `${argument} must be finite in float32`, number);
  return number;
}
