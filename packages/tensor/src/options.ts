import type { Tensor } from "./tensor.ts";

/**
 * `out` is a tensor that a function writes its answer into, instead of a new one. It may be an input, but not overlap one in part.
 *
 * A number in place of the options is ignored, so that `[1, 2].map(exp)` works, although `map` hands its callback an index; the empty
 * record lets it compile. Functions that have other options refuse it: `threshold(x, 0.5)` would do something else than it says.
 */
export type OutOption = { readonly out?: Tensor } & Record<never, never>;

/**
 * Along which axis. Where none is given, `sort`, `argsort`, `topK` and `cumsum` take the last, `concat`, `stack` and `slice` the
 * first, and `squeeze` each that has length 1.
 */
export interface AlongOptions {
  readonly axis?: number;
}

/** Which axis a reduction runs over (all elements where none is given), and whether that axis stays with length 1. */
export interface ReduceOptions {
  readonly axis?: number;
  readonly keepDims?: boolean;
}

/** Options that name no axis: the answer is a number. */
export interface WholeOptions {
  readonly axis?: undefined;
  readonly keepDims?: false;
}

/** Options that name an axis, or keep all with length 1: the answer is a tensor. */
export type AxisOptions =
  | { readonly axis: number; readonly keepDims?: boolean }
  | { readonly axis?: undefined; readonly keepDims: true };
