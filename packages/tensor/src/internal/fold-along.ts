import { foldColumns, type Lanes } from "./fold-columns.ts";
import { type FoldAnswers, foldRows } from "./fold-rows.ts";
import type { Reduction } from "./reduce.ts";
import { type Kernel, loadKernel } from "./tile.ts";

/** A reduction that has a kernel: a literal where no option changes it, so that a call makes nothing of it. */
export interface Folding {
  readonly plain: Reduction;
  /** {@link foldAlong}, `foldPlaces` or `foldSpread`. */
  readonly fold: (
    folding: Folding,
    data: ArrayLike<number>,
    lanes: Lanes,
    wide: boolean,
  ) => FoldAnswers | undefined;
  /** Whether the answer is an element or its place, so that integers are folded as floats that hold them. */
  readonly selects?: boolean;
  /** Its function `name` folds rows; with `Columns` behind it columns, with `Float64` float64. */
  readonly kernel: Kernel;
  readonly name: string;
  /** What makes one of the answers for the pieces of a long row, or of a column; the sum unless it is given. */
  readonly join?: Reduction;
  /** How many answers a piece has. */
  readonly parts?: number;
  /** What no element gives. */
  readonly empty?: number;
  /** The value from what was folded; undefined if that is of no use, and all is to be reduced on the plain path. */
  readonly finish?: (folded: number, count: number, wide: boolean) => number | undefined;
}

/** The fold of every lane, as float64 if `wide`; undefined where no kernel runs. */
export function foldAlong(
  folding: Folding,
  data: ArrayLike<number>,
  lanes: Lanes,
  wide: boolean,
): Float64Array | undefined {
  const kernel = loadKernel(folding.kernel);
  if (kernel === undefined) return undefined;
  const { name, finish } = folding;
  const { outer, count, inner } = lanes;
  let folded: Float64Array;
  if (inner > 1) folded = foldColumns(kernel, name, data, lanes, wide, folding);
  else {
    folded = new Float64Array(outer);
    foldRows(kernel, name, folded, { data, columns: count, wide }, folding);
  }
  if (finish === undefined) return folded;
  for (let i = 0; i < folded.length; i++) {
    const value = finish(folded[i], count, wide);
    if (value === undefined) return undefined;
    folded[i] = value;
  }
  return folded;
}
