import type { Operand, Out, OutOption } from "@ngc/tensor";
import { checkNumber, mapUnary } from "@ngc/tensor/authoring";
import { type BuilderOptions, type SpikePair, type SpikeTriple, spikeFx, wantsSurrogate } from "./spike.ts";

/**
 * The straight-through estimator: `surrFx = spikeFx`, `dSpikeFx(v, thr) = 1`.
 *
 * Nothing has to be chosen, but neurons far from their threshold learn as much as those at it.
 *
 * A gradient passes as if the spike were the identity. The derivative is 1 everywhere, for NaN and Infinity too.
 *
 * @param options - with `getSurrFx: true` the surrogate function comes too, in the middle
 * @returns `[spikeFx, dSpikeFx]` or `[spikeFx, surrFx, dSpikeFx]`; `spikeFx(v, thr = 0)` is 1 for `v > thr`, else 0
 * @throws RangeError, from the functions that are built, if `thr` is NaN
 * @example
 * ```ts
 * const [spikeFx, dSpikeFx] = straightThroughEstimator();
 * spikeFx([0.5, 1, 1.5], 1); // => [0, 0, 1]
 * dSpikeFx([0.5, 1, 1.5], 1); // => [1, 1, 1]
 * ```
 * @python ngclearn.utils.surrogate_fx.straight_through_estimator
 * @differs Upstream computes `v * 0 + 1`, which is NaN at Infinity; here it is 1.
 * @source Bengio, Léonard and Courville 2013, https://arxiv.org/abs/1308.3432
 */
export function straightThroughEstimator(options?: { readonly getSurrFx?: false }): SpikePair;
export function straightThroughEstimator(options: { readonly getSurrFx: true }): SpikeTriple;
export function straightThroughEstimator(options?: BuilderOptions): SpikePair | SpikeTriple;
export function straightThroughEstimator(options?: BuilderOptions): SpikePair | SpikeTriple {
  return wantsSurrogate("straightThroughEstimator", options)
    ? [spikeFx, spikeFx, dSpikeFx]
    : [spikeFx, dSpikeFx];
}

function dSpikeFx<X extends Operand>(v: X, thr = 0, args?: OutOption): Out<X> {
  return mapUnary("dSpikeFx", v, { plain: 1, argument: "v" }, args, checkNumber("dSpikeFx", "thr", thr));
}
