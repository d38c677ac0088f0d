import { afterEach, describe, expect, it } from "vitest";
import { usePlainPath } from "./authoring.ts";
import { arange, dot, matmul, outer, reshape, slice, tensor, transpose, zeros } from "./index.ts";

afterEach(() => usePlainPath(false));

describe("matmul", () => {
  it("adds to out where asked, and overwrites it otherwise", () => {
    const out = tensor([[1, 1]]);
    expect(
      matmul(
        [[1, 2]],
        [
          [1, 0],
          [0, 1],
        ],
        { out, accumulate: true },
      ),
    ).toBe(out);
    expect(out.toArray()).toEqual([[2, 3]]);
    matmul(
      [[1, 2]],
      [
        [1, 0],
        [0, 1],
      ],
      { out },
    );
    expect(out.toArray()).toEqual([[1, 2]]);
    const counts = tensor([2147483647], [1, 1], "int32");
    matmul(tensor([[1]], undefined, "int32"), tensor([[1]], undefined, "int32"), {
      out: counts,
      accumulate: true,
    });
    expect(counts.item()).toBe(-2147483648);
  });

  it("equals three loops for every width from 0 to 70, to the bit, on the plain path", () => {
    usePlainPath(true);
    for (let n = 0; n <= 70; n++) {
      const a = tensor(
        Float32Array.from({ length: 5 * n }, (_, i) => Math.sin(i)),
        [5, n],
      );
      const b = tensor(
        Float32Array.from({ length: n * n }, (_, i) => Math.cos(i)),
        [n, n],
      );
      const c = matmul(a, b);
      for (let i = 0; i < 5; i++) {
        for (let j = 0; j < n; j++) {
          let sum = 0;
          for (let k = 0; k < n; k++) sum += a.data[i * n + k] * b.data[k * n + j];
          expect(c.data[i * n + j]).toBe(Math.fround(sum));
        }
      }
      expect(matmul(transpose(a), transpose(b), { transposeA: true, transposeB: true })).toEqual(c);
    }
  });

  it("float64 sums of float32 factors run in double precision, and so do float32's on the plain path", () => {
    const a = tensor([[2 ** 24, 1, -(2 ** 24)]]);
    expect(matmul(a, new Float64Array([1, 1, 1])).toArray()).toEqual([1]);
    usePlainPath(true);
    expect(matmul([[2 ** 24, 1, -(2 ** 24)]], [1, 1, 1]).toArray()).toEqual([1]);
  });

  it("NaN and infinities meet zeros as IEEE 754 says", () => {
    expect(matmul([[0, 1]], [[Infinity], [1]]).toArray()).toEqual([[NaN]]);
    expect(matmul([[0, 1, 0, 0, 0]], reshape(arange(15), [5, 3])).toArray()).toEqual([[3, 4, 5]]);
  });

  it("takes a vector on either side", () => {
    expect(
      matmul(
        [1, 2],
        [
          [1, 2],
          [3, 4],
        ],
      ).toArray(),
    ).toEqual([7, 10]);
    expect(
      matmul(
        [
          [1, 2],
          [3, 4],
        ],
        [1, 2],
        { transposeA: true },
      ).toArray(),
    ).toEqual([7, 10]);
    expect(
      matmul(
        [1, 2],
        [
          [1, 2],
          [3, 4],
        ],
      ).shape,
    ).toEqual([2]);
  });

  const x = reshape(arange(4), [2, 2]);
  const calls: [() => unknown, ErrorConstructor, string][] = [
    [
      () => matmul([[1, 2]], [[1, 2]]),
      RangeError,
      "matmul: a's columns must be as many as b's rows, got shapes [1, 2] and [1, 2]",
    ],
    [
      () => matmul([[1, 2]], [[1, 2]], { transposeA: true, transposeB: true }),
      RangeError,
      "matmul: a's columns must be as many as b's rows, got shapes [1, 2] transposed and [1, 2] transposed",
    ],
    [
      () => matmul([1], [1]),
      RangeError,
      "matmul: a or b must have 2 axes (dot takes two vectors), got two vectors",
    ],
    [() => matmul(tensor(1), x), RangeError, "matmul: a must have 1 or 2 axes, got shape []"],
    [() => matmul(x, zeros([2, 2, 2])), RangeError, "matmul: b must have 1 or 2 axes, got shape [2, 2, 2]"],
    [
      () => matmul(x, x, { out: x }),
      RangeError,
      "matmul: out must not share memory with an input, got a view of the same buffer",
    ],
    [
      () => matmul([[1, 1]], x, { out: slice(x, 1) }),
      RangeError,
      "matmul: out must not share memory with an input, got a view of the same buffer",
    ],
    [
      () => matmul(x, x, { out: zeros([2, 3]) }),
      RangeError,
      "matmul: out must have shape [2, 2], got [2, 3]",
    ],
    [
      () => matmul(x, x, { accumulate: true }),
      TypeError,
      "matmul: accumulate needs out, a tensor to add to, got undefined",
    ],
    [
      () => matmul(x, x, { transposeA: 1 as never }),
      TypeError,
      "matmul: transposeA must be true or false, got 1",
    ],
    [
      () => matmul(x, new BigInt64Array(2)),
      TypeError,
      "matmul: b must not hold 64-bit integers (astype converts them), got int64",
    ],
    [() => dot([1], [1, 2]), RangeError, "dot: b must have a's shape [1], got [2]"],
    [() => dot(x, x), RangeError, "dot: a must have 1 axis, got shape [2, 2]"],
    [() => outer([1], x), RangeError, "outer: b must have 1 axis, got shape [2, 2]"],
  ];
  it.each(calls)("throws, case %#", (call, kind, message) => {
    expect(call).toThrow(new kind(message));
    expect(x.toArray()).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });
});
