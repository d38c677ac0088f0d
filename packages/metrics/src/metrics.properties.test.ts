import { tensor } from "@ngc/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureACC, measureBCE, measureCatNLL, measureKLD, measureMSE, measureSparsity } from "./index.ts";

/** `count` matrices of one shape with entries from `entry`, in double precision. */
function matrices(count: number, entry: fc.Arbitrary<number>): fc.Arbitrary<number[][][]> {
  return fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }))
    .chain(([rows, columns]) =>
      fc.array(exactly(exactly(entry, columns), rows), { minLength: count, maxLength: count }),
    );
}

function exactly<T>(entry: fc.Arbitrary<T>, length: number): fc.Arbitrary<T[]> {
  return fc.array(entry, { minLength: length, maxLength: length });
}

function double(x: number[][]) {
  return tensor(x, undefined, "float64");
}

function distributions(weights: number[][]) {
  return double(weights.map((row) => row.map((weight) => weight / row.reduce((a, b) => a + b))));
}

const value = fc.double({ min: -1e3, max: 1e3, noNaN: true });
const probability = fc.double({ min: 0, max: 1, noNaN: true });
const weight = fc.double({ min: 0.01, max: 1, noNaN: true });

describe("measureMSE", () => {
  it("is symmetric, at least 0, and 0 for equal matrices", () => {
    fc.assert(
      fc.property(matrices(2, value), ([mu, x]) => {
        const error = measureMSE(double(mu), double(x));
        expect(error).toBe(measureMSE(double(x), double(mu)));
        expect(error).toBeGreaterThanOrEqual(0);
        expect(measureMSE(mu, mu)).toBe(0);
      }),
    );
  });

  it("sees only the difference", () => {
    fc.assert(
      fc.property(matrices(2, fc.integer({ min: -99, max: 99 })), ([mu, x]) => {
        const shifted = [mu, x].map((matrix) => matrix.map((row) => row.map((entry) => entry + 7)));
        expect(measureMSE(shifted[0], shifted[1])).toBe(measureMSE(mu, x));
      }),
    );
  });
});

describe("measureKLD", () => {
  it("is at least 0 for distributions, and 0 of a distribution from itself", () => {
    fc.assert(
      fc.property(matrices(2, weight), ([q, p]) => {
        // One class alone has probability 1, which is clipped in both.
        expect(measureKLD(distributions(q), distributions(p))).toBeGreaterThanOrEqual(-1e-12);
        expect(measureKLD(distributions(p), distributions(p))).toBe(0);
      }),
    );
  });

  it("is the cross entropy less the entropy", () => {
    fc.assert(
      fc.property(matrices(2, weight), ([q, p]) => {
        const [predicted, true_] = [distributions(q), distributions(p)];
        const offset = { offset: 1e-6 };
        const difference = measureCatNLL(predicted, true_, offset) - measureCatNLL(true_, true_, offset);
        // measureCatNLL does not clip its weights: 1e-6 a class.
        expect(Math.abs(measureKLD(predicted, true_) - difference)).toBeLessThan(1e-4);
      }),
    );
  });
});

describe("measureBCE", () => {
  it("is least where the prediction is the target", () => {
    fc.assert(
      fc.property(matrices(2, probability), ([p, x]) => {
        const offset = { offset: 0 };
        expect(measureBCE(double(p), double(x), offset)).toBeGreaterThanOrEqual(
          measureBCE(double(x), double(x), offset) - 1e-9,
        );
      }),
    );
  });

  it("is the same for the complements", () => {
    fc.assert(
      fc.property(matrices(2, fc.constantFrom(0, 0.25, 0.5, 0.75, 1)), ([p, x]) => {
        const complement = (matrix: number[][]) => double(matrix.map((row) => row.map((entry) => 1 - entry)));
        expect(measureBCE(complement(p), complement(x))).toBeCloseTo(measureBCE(double(p), double(x)), 6);
      }),
    );
  });

  it("is finite with its default offset, whatever the probabilities", () => {
    fc.assert(
      fc.property(matrices(2, probability), ([p, x]) => {
        expect(Number.isFinite(measureBCE(p, x))).toBe(true);
        expect(Number.isFinite(measureCatNLL(p, x))).toBe(true);
      }),
    );
  });
});

describe("measureACC", () => {
  it("lies in [0, 1], is 1 of a matrix and itself, and a whole number of rows", () => {
    fc.assert(
      fc.property(matrices(2, value), ([mu, y]) => {
        const accuracy = measureACC(mu, y);
        expect(accuracy).toBeGreaterThanOrEqual(0);
        expect(accuracy).toBeLessThanOrEqual(1);
        expect(accuracy * mu.length).toBeCloseTo(Math.round(accuracy * mu.length), 9);
        expect(measureACC(mu, mu)).toBe(1);
      }),
    );
  });

  it("of labels is that of their one-hot rows", () => {
    fc.assert(
      fc.property(matrices(1, value), fc.infiniteStream(fc.nat()), ([mu], naturals) => {
        const classes = mu[0].length;
        const labels = mu.map(() => naturals.next().value % classes);
        const oneHot = labels.map((label) => mu[0].map((_, i) => (i === label ? 1 : 0)));
        expect(measureACC(mu, labels, { extractLabelIndx: false })).toBe(measureACC(mu, oneHot));
      }),
    );
  });
});

describe("measureSparsity", () => {
  it("and its flipped measure add to 1", () => {
    fc.assert(
      fc.property(matrices(1, value), value, ([codes], tolerance) => {
        const options = { tolerance, preserveBatch: false } as const;
        const share = measureSparsity(codes, options);
        expect(share + measureSparsity(codes, { ...options, flipMeasure: true })).toBeCloseTo(1, 12);
      }),
    );
  });

  it("does not grow with the tolerance", () => {
    fc.assert(
      fc.property(matrices(1, value), value, weight, ([codes], tolerance, more) => {
        const share = (t: number) => measureSparsity(codes, { tolerance: t, preserveBatch: false });
        expect(share(tolerance + more)).toBeLessThanOrEqual(share(tolerance));
      }),
    );
  });
});
