import type { DType, Shape, Tensor } from "@ngc/tensor";

/** A tensor that stays where it is, in a file or on a server, and is read by rows: what `openNpy` of `@ngc/io` gives. */
export interface RowSource<D extends DType = DType> {
  readonly shape: Shape;
  readonly dtype: D;
  /** The entries of the first axis at `indices`, in their order. */
  take(indices: Int32Array): Promise<Tensor<D>>;
}
