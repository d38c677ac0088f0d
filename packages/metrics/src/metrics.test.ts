import { astype, type Tensor, tensor } from "@ngc/tensor";
import { testRefusals } from "@tooling/golden/refusals";
import { describe, expect, expectTypeOf, it } from "vitest";
import { measureACC, measureBCE, measureCatNLL, measureKLD, measureMSE, measureSparsity } from "./index.ts";

const p = [
  [0.2, 0.8],
  [0.5, 0.5],
];
const three = [
  [1, 2, 3],
  [4, 5, 6],
];

describe("a wrong call", () => {
  const big = tensor(new BigInt64Array(4), [2, 2]);
  const anything = (value: unknown) => value as never;
  testRefusals("is refused", [
    [() => measureMSE(p, three), RangeError, "measureMSE: x must have mu's shape [2, 2], got [2, 3]"],
    [
      () => measureMSE(tensor(new Float32Array(15), [3, 5]), tensor(new Float32Array(12), [3, 4])),
      RangeError,
      "measureMSE: x must have mu's shape [3, 5], got [3, 4]",
    ],
    [() => measureBCE(p, [[1, 0]]), RangeError, "measureBCE: x must have p's shape [2, 2], got [1, 2]"],
    [() => measureCatNLL(p, three), RangeError, "measureCatNLL: x must have p's shape [2, 2], got [2, 3]"],
    [() => measureKLD(p, three), RangeError, "measureKLD: pX must have pXHat's shape [2, 2], got [2, 3]"],
    [() => measureACC(p, three), RangeError, "measureACC: y must have mu's shape [2, 2], got [2, 3]"],
    [() => measureMSE([1, 2], [1, 2]), RangeError, "measureMSE: mu must have 2 axes, got shape [2]"],
    [() => measureMSE(p, [1, 2]), RangeError, "measureMSE: x must have 2 axes, got shape [2]"],
    [
      () => measureSparsity([[[1]]]),
      RangeError,
      "measureSparsity: codes must have 2 axes, got shape [1, 1, 1]",
    ],
    [() => measureSparsity([]), RangeError, "measureSparsity: codes must have 2 axes, got shape [0]"],
    [() => measureSparsity([[]]), RangeError, "measureSparsity: codes must not be empty, got shape [1, 0]"],
    [
      () => measureMSE(anything(1), p),
      TypeError,
      "measureMSE: mu must be a tensor, a typed array or nested numbers, got 1",
    ],
    [
      () => measureMSE(p, anything(undefined)),
      TypeError,
      "measureMSE: x must be a tensor, a typed array or nested numbers, got undefined",
    ],
    [() => measureMSE(p, anything([["a", 1]])), TypeError, 'measureMSE: x must hold numbers only, got "a"'],
    [
      () => measureMSE(big, p),
      TypeError,
      "measureMSE: mu must not hold 64-bit integers (astype converts them), got int64",
    ],
    [() => measureMSE(p, p, anything(true)), TypeError, "measureMSE: options must be an object, got true"],
    [
      () => measureMSE(p, p, { preserveBatch: anything(1) }),
      TypeError,
      "measureMSE: preserveBatch must be true or false, got 1",
    ],
    [
      () => measureBCE(p, p, { offset: -1e-9 }),
      RangeError,
      "measureBCE: offset must lie in [0, 0.5), got -1e-9",
    ],
    [() => measureBCE(p, p, { offset: 0.5 }), RangeError, "measureBCE: offset must lie in [0, 0.5), got 0.5"],
    [
      () => measureCatNLL(p, p, { offset: Number.NaN }),
      RangeError,
      "measureCatNLL: offset must be a number, got NaN",
    ],
    [
      () => measureCatNLL(p, p, { offset: anything("0") }),
      TypeError,
      'measureCatNLL: offset must be a number, got "0"',
    ],
    [
      () => measureSparsity(p, { tolerance: Number.NaN }),
      RangeError,
      "measureSparsity: tolerance must be a number, got NaN",
    ],
    [
      () => measureSparsity(p, { flipMeasure: anything(0) }),
      TypeError,
      "measureSparsity: flipMeasure must be true or false, got 0",
    ],
    [
      () => measureSparsity(p, { preserveBatch: anything("no") }),
      TypeError,
      'measureSparsity: preserveBatch must be true or false, got "no"',
    ],
    [
      () => measureACC(p, p, { extractLabelIndx: anything(null) }),
      TypeError,
      "measureACC: extractLabelIndx must be true or false, got null",
    ],
    [
      () => measureACC(p, [0, 1, 1], { extractLabelIndx: false }),
      RangeError,
      "measureACC: y must hold one label a row, shape [2] or [2, 1], got [3]",
    ],
    [
      () => measureACC(p, p, { extractLabelIndx: false }),
      RangeError,
      "measureACC: y must hold one label a row, shape [2] or [2, 1], got [2, 2]",
    ],
    [
      () => measureACC(p, [0, 2], { extractLabelIndx: false }),
      RangeError,
      "measureACC: each label in y must be a whole number from 0 to 1, got 2",
    ],
    [
      () => measureACC(p, [0, -1], { extractLabelIndx: false }),
      RangeError,
      "measureACC: each label in y must be a whole number from 0 to 1, got -1",
    ],
    [
      () => measureACC(p, [0, 0.5], { extractLabelIndx: false }),
      RangeError,
      "measureACC: each label in y must be a whole number from 0 to 1, got 0.5",
    ],
    [
      () => measureACC(p, [0, Number.NaN], { extractLabelIndx: false }),
      RangeError,
      "measureACC: each label in y must be a whole number from 0 to 1, got NaN",
    ],
  ]);
});

describe("special values", () => {
  it("measureSparsity counts NaN and what is negative as silent", () => {
    expect(measureSparsity([[Number.NaN, -9, 1, Number.POSITIVE_INFINITY]]).item()).toBe(0.5);
  });

  it("measureSparsity takes an infinite tolerance", () => {
    expect(measureSparsity(p, { tolerance: Number.NEGATIVE_INFINITY }).toArray()).toEqual([[1], [1]]);
    expect(measureSparsity(p, { tolerance: Number.POSITIVE_INFINITY }).toArray()).toEqual([[0], [0]]);
  });

  it("a probability that is NaN gives NaN, even for a class that did not occur", () => {
    expect(measureCatNLL([[Number.NaN, 1]], [[0, 1]])).toBeNaN();
    expect(measureBCE([[Number.NaN]], [[0]], { offset: 0 })).toBeNaN();
    expect(measureBCE([[Number.NaN]], [[1]], { offset: 0 })).toBeNaN();
  });

  it("measureMSE does not overflow float32 on its way to a finite mean", () => {
    expect(measureMSE([[2e19, 2e19]], [[0, 0]]) / 8e38).toBeCloseTo(1, 6);
  });

  it("measureMSE does not lose what float32 has no squares for", () => {
    expect(measureMSE([[3e-30, 4e-30]], [[0, 0]]) / 25e-60).toBeCloseTo(1, 6);
    expect(measureMSE([[3e-30, 1]], [[0, 1]]) / 9e-60).toBeCloseTo(1, 6);
  });

  it("an offset of 0 still clips to [0, 1]", () => {
    expect(measureCatNLL([[1.5, 0.5]], [[1, 0]], { offset: 0 })).toBeCloseTo(0, 12);
    expect(measureCatNLL([[-1, 2]], [[1, 0]], { offset: 0 })).toBe(Infinity);
    expect(measureBCE([[1.5, -1]], [[1, 0]], { offset: 0 })).toBeCloseTo(0, 12);
  });

  it("an offset too small for float32 still clips in float64", () => {
    const certain = tensor(new Float64Array([1]), [1, 1]);
    expect(measureBCE(certain, [[0]], { offset: 1e-9 })).toBeCloseTo(-Math.log(1e-9), 6);
  });
});

describe("the type of the answer", () => {
  const wide = tensor(new Float64Array(4), [2, 2]);
  const unknownYet = [true, false][0] as boolean;

  it("is a number by default, a tensor with preserveBatch, and either where the flag is not known", () => {
    expectTypeOf(measureMSE(p, p)).toEqualTypeOf<number>();
    expectTypeOf(measureBCE(p, p, { offset: 1e-3 })).toEqualTypeOf<number>();
    expectTypeOf(measureCatNLL(p, p, { preserveBatch: false })).toEqualTypeOf<number>();
    expectTypeOf(measureKLD(p, p, { preserveBatch: true })).toEqualTypeOf<Tensor<"float32">>();
    expectTypeOf(measureMSE(p, p, { preserveBatch: unknownYet })).toEqualTypeOf<number | Tensor<"float32">>();
    expectTypeOf(measureACC(p, p)).toEqualTypeOf<number>();
  });

  it("of measureSparsity is a tensor by default", () => {
    expectTypeOf(measureSparsity(p)).toEqualTypeOf<Tensor<"float32">>();
    expectTypeOf(measureSparsity(p, { tolerance: 1 })).toEqualTypeOf<Tensor<"float32">>();
    expectTypeOf(measureSparsity(p, { preserveBatch: false })).toEqualTypeOf<number>();
    expectTypeOf(measureSparsity(wide, { preserveBatch: unknownYet })).toEqualTypeOf<
      number | Tensor<"float64">
    >();
  });

  it("has the wider dtype of the two inputs", () => {
    const either = wide as Tensor;
    expectTypeOf(measureMSE(p, wide, { preserveBatch: true })).toEqualTypeOf<Tensor<"float64">>();
    expectTypeOf(measureBCE(wide, p, { preserveBatch: true })).toEqualTypeOf<Tensor<"float64">>();
    expectTypeOf(measureMSE(either, p, { preserveBatch: true })).toEqualTypeOf<
      Tensor<"float32" | "float64">
    >();
    const whole = tensor(new Uint8Array(4), [2, 2]);
    expectTypeOf(measureMSE(whole, whole, { preserveBatch: true })).toEqualTypeOf<Tensor<"float32">>();
  });
});

it("integers are taken as float32, which rounds what it does not hold", () => {
  const near = [Int32Array.of(16777217, 0), Int32Array.of(16777216, 1)].map((x) => tensor(x, [1, 2]));
  expect(measureMSE(near[0], near[1])).toBe(1);
  expect(measureMSE(near[0], near[1], { preserveBatch: true }).toArray()).toEqual([[1]]);
  expect(measureMSE(near[0], astype(near[1], "float64"))).toBe(2);
});
