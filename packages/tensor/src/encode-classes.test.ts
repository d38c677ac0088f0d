import { describe, expect, it } from "vitest";
import { binarize, normalizeMatrix, oneHot, oneHotLabels, tensor, zeros } from "./index.ts";

describe("normalizeMatrix", () => {
  it("holds for entries whose norm overflows float32, or vanishes", () => {
    expect(normalizeMatrix([[3e38], [3e38]], 1).toArray()).toEqual([[0.5], [0.5]]);
    const tiny = tensor(Float64Array.of(3e-320, 4e-320), [1, 2]);
    const scaled = normalizeMatrix(tiny, 1, { order: 2, axis: 1 });
    expect(scaled.data[0]).toBeCloseTo(0.6, 3);
    expect(scaled.data[1]).toBeCloseTo(0.8, 3);
  });

  it("writes over its own input where asked, and leaves it alone otherwise", () => {
    const m = tensor([
      [1, 2],
      [3, 2],
    ]);
    expect(normalizeMatrix(m, 1).toArray()).toEqual([
      [0.25, 0.5],
      [0.75, 0.5],
    ]);
    expect(m.toArray()).toEqual([
      [1, 2],
      [3, 2],
    ]);
    expect(normalizeMatrix(m, 1, { out: m })).toBe(m);
    expect(m.toArray()).toEqual([
      [0.25, 0.5],
      [0.75, 0.5],
    ]);
  });

  it("takes integers as float32, float64 as float64 and no entries at all", () => {
    expect(normalizeMatrix(tensor([[1], [3]], undefined, "int32"), 1).dtype).toBe("float32");
    expect(normalizeMatrix(zeros([2, 2], "float64"), 1).dtype).toBe("float64");
    expect(normalizeMatrix(zeros([0, 3]), 1).shape).toEqual([0, 3]);
  });
});

describe("binarize and oneHot", () => {
  it("a number gives a number", () => {
    expect([binarize(0.5), binarize(0.49), binarize(NaN)]).toEqual([1, 0, 0]);
  });

  it("the threshold is rounded to float32 beside float32", () => {
    expect(binarize([0.1], { threshold: 0.1 }).toArray()).toEqual([1]);
    expect(binarize(Float64Array.of(0.1), { threshold: 0.1 }).toArray()).toEqual([1]);
  });

  it("oneHot may overwrite its input, and keeps float64", () => {
    const p = tensor([
      [0.1, 0.9],
      [0.8, 0.2],
    ]);
    expect(oneHot(p, { out: p }).toArray()).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(oneHot(zeros([1, 2], "float64")).dtype).toBe("float64");
    expect(oneHot(zeros([0, 2])).shape).toEqual([0, 2]);
  });

  it("oneHotLabels takes labels of any integer dtype", () => {
    expect(oneHotLabels(new BigInt64Array([1n]), 2).toArray()).toEqual([[0, 1]]);
    expect(oneHotLabels(Uint8Array.of(1), 2).dtype).toBe("float32");
  });
});

describe("wrong calls", () => {
  const calls: [() => unknown, ErrorConstructor, string][] = [
    [() => normalizeMatrix([1], 1), RangeError, "normalizeMatrix: m must have 2 axes, got shape [1]"],
    [() => normalizeMatrix([[1]], NaN), RangeError, "normalizeMatrix: wnorm must be a number, got NaN"],
    [
      () => normalizeMatrix([[1]], 1, { order: 3 as never }),
      RangeError,
      "normalizeMatrix: order must be 1 or 2, got 3",
    ],
    [
      () => normalizeMatrix([[1]], 1, { order: "1" as never }),
      TypeError,
      'normalizeMatrix: order must be 1 or 2, got "1"',
    ],
    [
      () => normalizeMatrix([[1]], 1, { axis: -1 as never }),
      RangeError,
      "normalizeMatrix: axis must be 0 or 1, got -1",
    ],
    [
      () => binarize("1" as never),
      TypeError,
      'binarize: data must be a tensor, a typed array or nested numbers, got "1"',
    ],
    [() => binarize([1], { threshold: NaN }), RangeError, "binarize: threshold must be a number, got NaN"],
    [() => oneHot([1]), RangeError, "oneHot: p must have 2 axes, got shape [1]"],
    [() => oneHot(zeros([2, 0])), RangeError, "oneHot: p must have a class or more, got shape [2, 0]"],
    [
      () => oneHotLabels([2], 2),
      RangeError,
      "oneHotLabels: labels must hold whole numbers from 0 to 1, got 2",
    ],
    [
      () => oneHotLabels([-1], 2),
      RangeError,
      "oneHotLabels: labels must hold whole numbers from 0 to 1, got -1",
    ],
    [
      () => oneHotLabels([0.5], 2),
      RangeError,
      "oneHotLabels: labels must hold whole numbers from 0 to 1, got 0.5",
    ],
    [() => oneHotLabels([[0]], 2), RangeError, "oneHotLabels: labels must have 1 axis, got shape [1, 1]"],
    [
      () => oneHotLabels([0], 0),
      RangeError,
      "oneHotLabels: numClasses must be a whole number of at least 1, got 0",
    ],
  ];
  it.each(calls)("throw, case %#", (call, kind, message) => {
    expect(call).toThrow(new kind(message));
  });
});
