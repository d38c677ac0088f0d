import { normKernel } from "../norm.kernel.generated.ts";
import { type Folding, foldAlong } from "./fold-along.ts";
import { type Lanes, runColumns } from "./fold-columns.ts";
import { largestAbs, rootSumSquares, sumAbs } from "./sum.ts";
import type { LoadedKernel } from "./tile.ts";

/** The sum of absolute values. */
export const absolutes: Folding = { plain: sumAbs, fold: foldAlong, kernel: normKernel, name: "sumAbs" };

/** The root of the sum of squares. */
export const rootSquares: Folding = {
  plain: rootSumSquares,
  fold: foldAlong,
  kernel: normKernel,
  name: "sumSquares",
  finish: rootOf,
};

/** The largest absolute value. */
export const largest: Folding = {
  plain: largestAbs,
  fold: foldAlong,
  kernel: normKernel,
  name: "largestAbs",
  join: largestAbs,
};

/** Undefined where squares of float64 may have overflowed or vanished; those of float32 do neither in double precision. */
function rootOf(squares: number, _: number, wide: boolean): number | undefined {
  return wide && !(squares > 1e-280 && squares < Infinity) ? undefined : Math.sqrt(squares);
}

/** Every element divided by its column's norm and multiplied by `wnorm`, in double precision, and rounded once; a column of zeros stays. */
export function scaleColumnsBy(
  kernel: LoadedKernel,
  to: Float32Array | Float64Array,
  from: ArrayLike<number>,
  lanes: Lanes,
  norms: Float64Array,
  wnorm: number,
): void {
  const { second } = kernel.float64;
  const half = second.length / 2;
  runColumns(kernel, "scaleColumns", from, lanes, to.BYTES_PER_ELEMENT === 8, {
    to,
    before: ({ beside, columns }, first) => {
      for (let i = 0, k = 0; i < beside * columns; i++) {
        const norm = norms[first + k];
        // x / 1 * 1 is x.
        second[i] = norm === 0 ? 1 : norm;
        second[half + i] = norm === 0 ? 1 : wnorm;
        if (++k === columns) k = 0;
      }
    },
  });
}
