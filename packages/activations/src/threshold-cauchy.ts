import type { Operand, Out, OutOption } from "@ngc/tensor";
import { checkWithin, mapUnary } from "@ngc/tensor/authoring";
import { thresholdCauchyKernel } from "./threshold-cauchy.kernel.generated.ts";

/**
 * The Cauchy threshold: `(x + r) / 2` for `x >= lmbda`, `(x - r) / 2` for `x <= -lmbda`, else 0,
 * with `r = sqrt(max(x^2 - lmbda, 0))`.
 *
 * It is what a Cauchy prior does to a code: small entries vanish, and unlike the soft threshold it leaves large ones
 * nearly as they are.
 *
 * It jumps at `lmbda` and `-lmbda`; large values pass nearly unchanged. NaN gives NaN.
 *
 * @param lmbda - at least 0; below, the two cases would overlap
 * @throws RangeError if `lmbda` is negative or NaN
 * @example
 * ```ts
 * thresholdCauchy([-2, 0.5, 1, 2], 1); // => [-1.866, 0, 0.5, 1.866]
 * ```
 * @python ngclearn.utils.model_utils.threshold_cauchy
 * @differs Upstream's code raises a TypeError; here it works.
 * @source Mayo, Holmes and Achim 2020, Iterative Cauchy Thresholding, https://arxiv.org/abs/2003.12507
 */
export function thresholdCauchy<X extends Operand>(x: X, lmbda: number, options?: OutOption): Out<X> {
  checkWithin("thresholdCauchy", "lmbda", lmbda, 0, Number.POSITIVE_INFINITY);
  return mapUnary(
    "thresholdCauchy",
    x,
    { plain: thresholdCauchyOf, kernel: thresholdCauchyKernel },
    options,
    lmbda,
  );
}

function thresholdCauchyOf(x: number, lmbda: number): number {
  const size = Math.abs(x);
  if (size < lmbda) return 0;
  // x² - lmbda in two factors: x² itself overflows from 1e154 on and vanishes below 1e-162.
  const edge = Math.sqrt(lmbda);
  const past = size - edge - lostByRoot(lmbda, edge);
  const root = Math.sqrt(Math.max(past, 0)) * Math.sqrt(size + edge);
  // What is left, not (size + root) / 2: the sum may overflow, and halves are rounded among the subnormals.
  return Math.sign(x) * (root < size ? size - (size - root) / 2 : size);
}

/**
 * sqrt(x) - root, which near the edge is half of the digits: (x - root²) / (2 root), where root² is exact, of two halves
 * whose products are (Dekker 1971). Scaled by a power of 2, so that none of them overflows or is subnormal.
 */
function lostByRoot(x: number, root: number): number {
  if (root === 0) return 0;
  const scale = x < 1 ? 2 ** 100 : 2 ** -100;
  const r = root * scale;
  const part = r * (2 ** 27 + 1);
  const high = part - (part - r);
  const low = r - high;
  return (x * scale * scale - high * high - 2 * high * low - low * low) / (2 * r * scale);
}
