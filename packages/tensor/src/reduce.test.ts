import { describe, expect, it } from "vitest";
import {
  all,
  any,
  arange,
  argmax,
  argmin,
  argsort,
  cumsum,
  full,
  max,
  mean,
  min,
  norm,
  ones,
  prod,
  reshape,
  sort,
  std,
  sum,
  tensor,
  topK,
  trace,
  transpose,
  variance,
  zeros,
} from "./index.ts";

describe("sums", () => {
  it("of float32 run in double precision", () => {
    const x = full([1_000_000], 0.1);
    expect(sum(x)).toBeCloseTo(Math.fround(0.1) * 1e6, 7);
    expect(mean(x)).toBe(Math.fround(0.1));
  });

  it("of float64 carry what is rounded off", () => {
    expect(sum(Float64Array.of(1, 1e100, 1, -1e100))).toBe(2);
    expect(sum(full([1_000_000], 0.1, "float64"))).toBe(100000);
  });

  it("of integers wrap along an axis and not as a number", () => {
    const x = Int32Array.of(2147483647, 1);
    expect(sum(x)).toBe(2147483648);
    expect(sum(x, { axis: 0 }).item()).toBe(-2147483648);
    expect(prod(Int32Array.of(123456789, 987654321), { axis: 0 }).item()).toBe(-67153019);
    expect(cumsum(x).toArray()).toEqual([2147483647, -2147483648]);
    expect(sum(ones([3], "bool"), { axis: 0 }).dtype).toBe("int32");
  });

  it.each(["int32", "uint32", "uint8"] as const)("of %s that overflow are 0 where one is", (dtype) => {
    const x = full([200], 200, dtype);
    expect(prod(x)).toBe(Infinity);
    x.data[199] = 0;
    expect(prod(x)).toBe(0);
  });

  it("of integers are never -0", () => {
    expect(prod(Int32Array.of(-1, 0))).toBe(0);
    expect(prod(Int32Array.of(-3, 5, 0, -1))).toBe(0);
  });

  it("of integers are exact where a double holds them", () => {
    // 3^20 5^5 2^900
    const x = [...new Array(20).fill(3), ...new Array(5).fill(5), ...new Array(30).fill(-(2 ** 30))];
    expect(prod(Int32Array.from(x))).toBe(3 ** 20 * 5 ** 5 * 2 ** 900);
  });

  it("keepDims leaves every axis", () => {
    expect(sum(ones([2, 3]), { keepDims: true }).shape).toEqual([1, 1]);
    expect(sum(tensor(3), { keepDims: true }).shape).toEqual([]);
    expect(sum(ones([2, 3, 4]), { axis: -2, keepDims: true }).shape).toEqual([2, 1, 4]);
  });
});

describe("spread and norm", () => {
  it("variance does not cancel far from 0", () => {
    expect(variance(Float64Array.of(1e9 + 1, 1e9 + 2, 1e9 + 3))).toBe(2 / 3);
    expect(std(full([1000], 1e9, "float64"))).toBe(0);
  });

  it("std is finite where the variance overflows, on rows and columns", () => {
    // Of ±1e300 in equal numbers the mean is 0 and every distance 1e300.
    const signs = Float64Array.from({ length: 600 }, (_, i) => (i % 4 < 2 ? 1e300 : -1e300));
    expect(std(signs)).toBeCloseTo(1e300, -288);
    expect(variance(signs)).toBe(Infinity);
    const across = tensor(signs, [3, 200]);
    for (const x of [std(across, { axis: 1 }), std(transpose(across), { axis: 0 })])
      for (const deviation of x.data) expect(deviation / 1e300).toBeCloseTo(1, 12);
    expect(variance(Float64Array.of(1e300, 1.1e300, -2.3e300))).toBe(Infinity);
    expect(std(Float64Array.of(1, Infinity))).toBeNaN();
  });

  it("cumsum keeps a -0 that nothing is added to", () => {
    expect(cumsum([-0, -0, 0, -1]).toArray()).toEqual([-0, -0, 0, -1]);
  });

  it("norm neither overflows nor vanishes", () => {
    expect(norm(Float64Array.of(3e200, 4e200)) / 5e200).toBeCloseTo(1, 14);
    expect(norm(Float64Array.of(3e-200, 4e-200)) / 5e-200).toBeCloseTo(1, 14);
    expect(norm([3e38, 3e38], { axis: 0 }).item()).toBe(Infinity);
    expect(norm([3e38, 3e38]) / 3e38).toBeCloseTo(Math.SQRT2, 6);
  });
});

describe("order", () => {
  it("sort keeps -0 and 0 as they stand", () => {
    expect(sort([0, -0, NaN, -1]).toArray()).toEqual([-1, 0, -0, NaN]);
    expect(sort([-0, 0, -0]).toArray()).toEqual([-0, 0, -0]);
  });

  it("argsort and topK take the first of equals first", () => {
    expect(argsort([1, 0, 1, 0]).toArray()).toEqual([1, 3, 0, 2]);
    const [values, indices] = topK([1, 3, 3, NaN], 3);
    expect(values.toArray()).toEqual([NaN, 3, 3]);
    expect(indices.toArray()).toEqual([3, 1, 2]);
  });

  it("topK puts 0 before -0, as JAX does", () => {
    expect(topK([-0, 0, NaN, -1, -0], 5)[1].toArray()).toEqual([2, 1, 0, 4, 3]);
  });

  it("topK works along any axis", () => {
    const [values, indices] = topK(
      [
        [1, 5],
        [4, 2],
        [3, 3],
      ],
      2,
      { axis: 0 },
    );
    expect(values.toArray()).toEqual([
      [4, 5],
      [3, 3],
    ]);
    expect(indices.toArray()).toEqual([
      [1, 0],
      [2, 2],
    ]);
  });
});

describe("lengths from 0 to 70, along each axis", () => {
  it("sum, max and argmin see every element once", () => {
    for (let n = 0; n <= 70; n++) {
      const x = reshape(arange(n * 3), [n, 3]);
      const triangle = (n * (n - 1)) / 2;
      expect(sum(x, { axis: 0 }).toArray()).toEqual([0, 1, 2].map((j) => 3 * triangle + j * n));
      expect(sum(reshape(x, [3, n]), { axis: 1 }).toArray()).toEqual(
        [0, 1, 2].map((i) => triangle + i * n * n),
      );
      if (n === 0) continue;
      expect(max(x, { axis: 0 }).toArray()).toEqual([3 * n - 3, 3 * n - 2, 3 * n - 1]);
      expect(argmin(x, { axis: 0 }).toArray()).toEqual([0, 0, 0]);
      expect(sum(ones([2, n]), { axis: 0 }).toArray()).toEqual(new Array(n).fill(2));
    }
  });
});

describe("wrong calls", () => {
  const calls: [() => unknown, ErrorConstructor, string][] = [
    [() => max([]), RangeError, "max: x must not be empty where it is reduced, got shape [0]"],
    [
      () => min(zeros([0, 2]), { axis: 0 }),
      RangeError,
      "min: x must not be empty where it is reduced, got shape [0, 2]",
    ],
    [
      () => argmax(zeros([2, 0]), { axis: 1 }),
      RangeError,
      "argmax: x must not be empty where it is reduced, got shape [2, 0]",
    ],
    [() => argmin([]), RangeError, "argmin: x must not be empty where it is reduced, got shape [0]"],
    [() => sum([1], { axis: 1 }), RangeError, "sum: axis must be a whole number from -1 to 0, got 1"],
    [() => sum([1], { axis: 0.5 }), RangeError, "sum: axis must be a whole number from -1 to 0, got 0.5"],
    [() => sum([1], { axis: "0" as never }), TypeError, 'sum: axis must be a whole number, got "0"'],
    [() => sum(tensor(1), { axis: 0 }), RangeError, "sum: a scalar has no axis, got 0"],
    [() => sum([1], { keepDims: 1 as never }), TypeError, "sum: keepDims must be true or false, got 1"],
    [() => sum([1], 0 as never), TypeError, "sum: options must be an object, got 0"],
    [
      () => mean(new BigInt64Array(1)),
      TypeError,
      "mean: x must not hold 64-bit integers (astype converts them), got int64",
    ],
    [() => std([1], { ddof: -1 }), RangeError, "std: ddof must lie in [0, Infinity], got -1"],
    [() => variance([1], { ddof: NaN }), RangeError, "variance: ddof must be a number, got NaN"],
    [() => norm([1], { ord: 3 as never }), RangeError, "norm: ord must be 1, 2 or Infinity, got 3"],
    [() => norm([1], { ord: "fro" as never }), TypeError, 'norm: ord must be 1, 2 or Infinity, got "fro"'],
    [() => trace([1]), RangeError, "trace: x must have 2 axes, got shape [1]"],
    [() => sort(tensor(1)), RangeError, "sort: a scalar has no axis, got -1"],
    [() => topK([1, 2], 3), RangeError, "topK: k must be a whole number from 0 to 2, got 3"],
    [() => cumsum([1], { axis: 2 }), RangeError, "cumsum: axis must be a whole number from -1 to 0, got 2"],
  ];
  it.each(calls)("throw, case %#", (call, kind, message) => {
    expect(call).toThrow(new kind(message));
  });

  it("all and any of nothing are true and false", () => {
    expect([all([]), any([])]).toEqual([true, false]);
    expect(all(zeros([0, 2]), { axis: 0 }).toArray()).toEqual([1, 1]);
  });
});
