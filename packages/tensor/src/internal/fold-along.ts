import { foldColumns } from "./fold-columns.ts";
import { foldRows } from "./fold-rows.ts";
import type { Folding, Reduction } from "./reduce.ts";
import { type Kernel, loadKernel } from "./tile.ts";

/** A {@link Folding} by a kernel that has the function `name` for rows, and others for columns and for float64. */
export interface KernelFolding {
  readonly plain: Reduction;
  readonly kernel: Kernel;
  readonly name: string;
  /** What becomes one of the parts of a long row, or of a column; the sum unless it is given. */
  readonly join?: Reduction;
  readonly parts?: number;
  /** What no element gives. */
  readonly empty?: number;
  /** The value from what was folded; undefined if that is of no use, and all is to be reduced on the plain path. */
  readonly finish?: (folded: number, count: number, wide: boolean) => number | undefined;
}

export function foldingOf({ plain, kernel, name, finish, ...options }: KernelFolding): Folding {
  return {
    plain,
    fold: (data, lanes) => {
      const loaded = loadKernel(kernel);
      if (loaded === undefined) return undefined;
      const wide = data instanceof Float64Array;
      let folded: Float64Array;
      if (lanes.inner > 1) folded = foldColumns(loaded, name, data, lanes, wide, options);
      else {
        folded = new Float64Array(lanes.outer);
        foldRows(loaded, name, folded, { data, columns: lanes.count, wide }, options);
      }
      return finish === undefined || finishAll(folded, lanes.count, wide, finish) ? folded : undefined;
    },
  };
}

function finishAll(
  folded: Float64Array,
  count: number,
  wide: boolean,
  finish: NonNullable<KernelFolding["finish"]>,
): boolean {
  for (let i = 0; i < folded.length; i++) {
    const value = finish(folded[i], count, wide);
    if (value === undefined) return false;
    folded[i] = value;
  }
  return true;
}
