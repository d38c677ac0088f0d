import type { DType, Shape, Tensor } from "@ngc/tensor";

/**
 * A tensor that stays where it is, in a file or on a server, and is read by rows: what `openNpy` of `@ngc/io` gives, or an object of
 * one's own. Rows may come as they are or as a promise.
 */
export interface RowSource<D extends DType = DType> {
  readonly shape: Shape;
  readonly dtype: D;
  /** The entries of the first axis from `start` up to, but not with, `end`. */
  rows(start: number, end: number): Tensor<D> | Promise<Tensor<D>>;
  /** Those at `indices`, in their order. A source without it is asked for `rows`, a run of neighbours at a time. */
  take?(indices: Int32Array): Tensor<D> | Promise<Tensor<D>>;
}
