import type { Operand, Out, OutOption } from "@ngc/tensor";
import { checkNumber, mapUnary, type UnaryOperation } from "@ngc/tensor/authoring";
import { arctanKernel } from "./arctan.kernel.generated.ts";
import {
  type BuilderOptions,
  checkAlpha,
  type SpikePair,
  type SpikeTriple,
  spikeFx,
  wantsSurrogate,
} from "./spike.ts";

/** What the arctangent takes: its steepness `alpha`, 2 by default. */
export interface ArctanArgs extends OutOption {
  readonly alpha?: number;
}

/**
 * The arctan estimator: `surrFx(v, thr, { alpha }) = atan(t) / pi`, `dSpikeFx(v, thr, { alpha }) = alpha / (2 pi (1 + t^2))`,
 * with `t = pi alpha (v - thr) / 2`.
 *
 * Neurons near their threshold learn most, but its tails are long, so that those far from it still learn a little.
 *
 * `alpha` is 2 by default. The derivative is that of ngc-learn's documentation: 1/pi of the slope of `surrFx`. NaN gives NaN.
 *
 * @param options - with `getSurrFx: true` the surrogate function comes too, in the middle
 * @returns `[spikeFx, dSpikeFx]` or `[spikeFx, surrFx, dSpikeFx]`; `spikeFx(v, thr = 0)` is 1 for `v > thr`, else 0
 * @throws RangeError, from the functions that are built, if `thr` is NaN or `alpha` is not finite in the dtype
 * @example
 * ```ts
 * const [spikeFx, surrFx, dSpikeFx] = arctanEstimator({ getSurrFx: true });
 * spikeFx([0.5, 1, 1.5], 1); // => [0, 0, 1]
 * surrFx([0.5, 1, 1.5], 1); // => [-0.3195, 0, 0.3195]
 * dSpikeFx([0.5, 1, 1.5], 1); // => [0.0918, 0.3183, 0.0918]
 * ```
 * @python ngclearn.utils.surrogate_fx.arctan_estimator
 * @differs Upstream's derivative leaves out the factor alpha / 2 and (2.0) the threshold, which its surr_fx does not take; here both have both.
 * @source Fang et al. 2021, https://arxiv.org/abs/2007.05785
 */
export function arctanEstimator(options?: { readonly getSurrFx?: false }): SpikePair<ArctanArgs>;
export function arctanEstimator(options: { readonly getSurrFx: true }): SpikeTriple<ArctanArgs>;
export function arctanEstimator(options?: BuilderOptions): SpikePair<ArctanArgs> | SpikeTriple<ArctanArgs>;
export function arctanEstimator(options?: BuilderOptions): SpikePair<ArctanArgs> | SpikeTriple<ArctanArgs> {
  return wantsSurrogate("arctanEstimator", options) ? [spikeFx, surrFx, dSpikeFx] : [spikeFx, dSpikeFx];
}

function surrFx<X extends Operand>(v: X, thr = 0, args?: ArctanArgs): Out<X> {
  return mapArctan("surrFx", v, surrOf, thr, args);
}

// alpha u is multiplied first: it overflows only where t does too.
function surrOf(v: number, thr: number, alpha: number): number {
  return Math.atan(alpha * (v - thr) * (Math.PI / 2)) / Math.PI;
}

function dSpikeFx<X extends Operand>(v: X, thr = 0, args?: ArctanArgs): Out<X> {
  return mapArctan("dSpikeFx", v, dSpikeOf, thr, args);
}

function dSpikeOf(v: number, thr: number, alpha: number): number {
  const u = v - thr;
  const t = alpha * u * (Math.PI / 2);
  const peak = alpha / (2 * Math.PI);
  // 1 + t² is t (t + 1/t), whose factors do not overflow; and peak / t is 1 / (π² u), whatever alpha is.
  return Math.abs(t) < 1 ? peak / (1 + t * t) : 1 / (Math.PI * Math.PI) / u / (t + 1 / t);
}

function mapArctan<X extends Operand>(
  fn: string,
  v: X,
  plain: UnaryOperation,
  thr: number,
  args: ArctanArgs | undefined,
): Out<X> {
  checkNumber(fn, "thr", thr);
  const alpha = checkAlpha(fn, v, args);
  // Beyond 2^100 and 2^-100 the kernel's constants may be no float32 any more, or less precise than it.
  const kernel = Math.abs(Math.log2(Math.abs(alpha))) < 100 ? arctanKernel : undefined;
  return mapUnary(fn, v, { plain, kernel, argument: "v" }, args, thr, alpha);
}
