import { normKernel } from "../norm.kernel.generated.ts";
import { foldRows } from "./fold-rows.ts";
import type { Folding } from "./reduce.ts";
import { largestSize, rootSumSquares, sumOf, sumSizes } from "./sum.ts";
import { loadKernel } from "./tile.ts";

/** The sum of sizes. */
export function sizes(): Folding {
  return { plain: sumSizes, rows: (data, count, columns) => normRows("sumSizes", data, count, columns) };
}

/** The root of the sum of squares. */
export function rootSquares(): Folding {
  return {
    plain: rootSumSquares,
    // In double precision the squares of float32 neither overflow nor vanish.
    rows: (data, count, columns) => {
      const norms = normRows("sumSquares", data, count, columns);
      if (norms !== undefined) for (let i = 0; i < count; i++) norms[i] = Math.sqrt(norms[i]);
      return norms;
    },
  };
}

/** The largest size. */
export function largest(): Folding {
  return {
    plain: largestSize,
    rows: (data, count, columns) => normRows("largestSize", data, count, columns, largestSize),
  };
}

function normRows(
  name: string,
  data: ArrayLike<number>,
  count: number,
  columns: number,
  join = sumOf,
): Float64Array | undefined {
  const kernel = loadKernel(normKernel);
  if (kernel === undefined) return undefined;
  const norms = new Float64Array(count);
  foldRows(kernel, name, norms, { data, columns }, { join });
  return norms;
}
