import type { Tensor } from "./tensor.ts";

/**
 * Where a function writes its answer instead of a new tensor. It may be an input; it may not overlap one in part. An answer that is
 * a number is written nowhere.
 *
 * The empty record lets a number stand here as well, which is ignored: so `[1, 2].map(exp)` compiles and works,
 * although `map` hands its callback an index.
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
