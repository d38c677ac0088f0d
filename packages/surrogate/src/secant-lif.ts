import type { Operand, Out, OutOption } from "@ngc/tensor";
import { checkFlag, checkNumber, checkOptions, mapUnary } from "@ngc/tensor/authoring";
import { secantLifKernel } from "./secant-lif.kernel.generated.ts";
import {
  type BuilderOptions,
  checkScale,
  type SpikePair,
  type SpikeTriple,
  spikeFx,
  wantsSurrogate,
} from "./spike.ts";

/** What the LIF neuron's response takes: `c1` = 0.82 and `c2` = 0.08 as in the paper, and whether the derivative goes without `c1 c2`. */
export interface SecantLifArgs extends OutOption {
  readonly c1?: number;
  readonly c2?: number;
  readonly omitScale?: boolean;
}

/**
 * The secant estimator for LIF neurons: `surrFx(v) = max(0, c1 tanh(c2 v))`, `dSpikeFx(v) = c1 c2 sech^2(c2 v)` for `v > 0`, else 0.
 *
 * The slope of a curve fitted to how a leaky integrate-and-fire neuron responds to a current, for learning with fixed
 * feedback weights.
 *
 * `v` is here the electrical current into the neuron; the threshold counts for `spikeFx` only. With `omitScale: true`
 * the derivative goes without the factor `c1 c2`. NaN gives NaN.
 *
 * @param options - with `getSurrFx: true` the surrogate function comes too, in the middle
 * @returns `[spikeFx, dSpikeFx]` or `[spikeFx, surrFx, dSpikeFx]`; `spikeFx(v, thr = 0)` is 1 for `v > thr`, else 0
 * @throws RangeError, from the functions that are built, if `thr` is NaN, or `c1` or `c2` is not finite in the dtype
 * @example
 * ```ts
 * const [spikeFx, surrFx, dSpikeFx] = secantLifEstimator({ getSurrFx: true });
 * spikeFx([-10, 10], 1); // => [0, 1]
 * surrFx([-10, 10]); // => [0, 0.5445]
 * dSpikeFx([-10, 10]); // => [0, 0.0367]
 * dSpikeFx([-10, 10], 0, { omitScale: true }); // => [0, 0.559]
 * ```
 * @python ngclearn.utils.surrogate_fx.secant_lif_estimator
 * @differs Upstream's derivative is sech, by default without its factor; here it is c1 c2 sech^2, as its documentation says.
 * @source Samadi, Lillicrap and Tweed 2017, Neural Computation 29(3), 578-602
 */
export function secantLifEstimator(options?: { readonly getSurrFx?: false }): SpikePair<SecantLifArgs>;
export function secantLifEstimator(options: { readonly getSurrFx: true }): SpikeTriple<SecantLifArgs>;
export function secantLifEstimator(
  options?: BuilderOptions,
): SpikePair<SecantLifArgs> | SpikeTriple<SecantLifArgs>;
export function secantLifEstimator(
  options?: BuilderOptions,
): SpikePair<SecantLifArgs> | SpikeTriple<SecantLifArgs> {
  return wantsSurrogate("secantLifEstimator", options) ? [spikeFx, surrFx, dSpikeFx] : [spikeFx, dSpikeFx];
}

function surrFx<X extends Operand>(v: X, thr = 0, args?: SecantLifArgs): Out<X> {
  const { c1, c2 } = checkArgs("surrFx", v, thr, args);
  return mapUnary("surrFx", v, { plain: surrOf, kernel: secantLifKernel, argument: "v" }, args, c1, c2);
}

function surrOf(j: number, c1: number, c2: number): number {
  return Math.max(0, c1 * Math.tanh(c2 * j));
}

function dSpikeFx<X extends Operand>(v: X, thr = 0, args?: SecantLifArgs): Out<X> {
  const { c1, c2, omitScale } = checkArgs("dSpikeFx", v, thr, args);
  const scale = omitScale ? 1 : c1 * c2;
  // A product beyond float32, which sech² may bring back, is left to the plain path as two factors.
  const fits = Number.isFinite(Math.fround(scale));
  const kernel = fits ? secantLifKernel : undefined;
  const [first, second] = fits ? [scale, 1] : [c1, c2];
  return mapUnary("dSpikeFx", v, { plain: dSpikeOf, kernel, argument: "v" }, args, first, c2, second);
}

function dSpikeOf(j: number, first: number, c2: number, second: number): number {
  if (j <= 0) return 0;
  const e = Math.exp(-Math.abs(c2 * j));
  const sech = (2 * e) / (1 + e * e);
  return first * sech * (second * sech);
}

function checkArgs(
  fn: string,
  v: Operand,
  thr: number,
  args: SecantLifArgs | undefined,
): Required<Omit<SecantLifArgs, "out">> {
  const { c1 = 0.82, c2 = 0.08, omitScale = false } = checkOptions(fn, args);
  checkNumber(fn, "thr", thr);
  return {
    c1: checkScale(fn, "c1", c1, v),
    c2: checkScale(fn, "c2", c2, v),
    omitScale: checkFlag(fn, "omitScale", omitScale),
  };
}
