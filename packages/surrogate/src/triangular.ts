import type { Operand, Out, OutOption } from "@ngc/tensor";
import { checkNumber, mapUnary } from "@ngc/tensor/authoring";
import {
  type BuilderOptions,
  checkAlpha,
  type SpikePair,
  type SpikeTriple,
  spikeFx,
  wantsSurrogate,
} from "./spike.ts";
import { triangularKernel } from "./triangular.kernel.generated.ts";

/** What the triangle takes: the slope `alpha` of its sides, 2 by default. */
export interface TriangularArgs extends OutOption {
  readonly alpha?: number;
}

/**
 * The triangular estimator: `surrFx = spikeFx`, `dSpikeFx(v, thr, { alpha }) = max(0, 1 - alpha |v - thr|)`.
 *
 * Only neurons near their threshold learn, and those at it most: `alpha` says how near.
 *
 * The triangle is 1 high at the threshold and `2 / alpha` wide; `alpha` is 2 by default. NaN gives NaN.
 *
 * @param options - with `getSurrFx: true` the surrogate function comes too, in the middle
 * @returns `[spikeFx, dSpikeFx]` or `[spikeFx, surrFx, dSpikeFx]`; `spikeFx(v, thr = 0)` is 1 for `v > thr`, else 0
 * @throws RangeError, from the functions that are built, if `thr` is NaN or `alpha` is not finite in the dtype
 * @example
 * ```ts
 * const [spikeFx, dSpikeFx] = triangularEstimator();
 * spikeFx([0.75, 1, 1.25], 1); // => [0, 0, 1]
 * dSpikeFx([0.75, 1, 1.25], 1); // => [0.5, 1, 0.5]
 * dSpikeFx([0.75, 1, 1.25], 1, { alpha: 4 }); // => [0, 1, 0]
 * ```
 * @python ngclearn.utils.surrogate_fx.triangular_estimator
 * @differs Upstream's derivative is thr below the threshold and -thr above (2.0); here it is a triangle, as in 3.2.
 */
export function triangularEstimator(options?: { readonly getSurrFx?: false }): SpikePair<TriangularArgs>;
export function triangularEstimator(options: { readonly getSurrFx: true }): SpikeTriple<TriangularArgs>;
export function triangularEstimator(
  options?: BuilderOptions,
): SpikePair<TriangularArgs> | SpikeTriple<TriangularArgs>;
export function triangularEstimator(
  options?: BuilderOptions,
): SpikePair<TriangularArgs> | SpikeTriple<TriangularArgs> {
  return wantsSurrogate("triangularEstimator", options) ? [spikeFx, spikeFx, dSpikeFx] : [spikeFx, dSpikeFx];
}

function dSpikeFx<X extends Operand>(v: X, thr = 0, args?: TriangularArgs): Out<X> {
  return mapUnary(
    "dSpikeFx",
    v,
    { plain: dSpikeOf, kernel: triangularKernel, argument: "v" },
    args,
    checkNumber("dSpikeFx", "thr", thr),
    checkAlpha("dSpikeFx", v, args),
  );
}

function dSpikeOf(v: number, thr: number, alpha: number): number {
  return Math.max(0, 1 - alpha * Math.abs(v - thr));
}
