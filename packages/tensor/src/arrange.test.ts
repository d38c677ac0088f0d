import { describe, expect, it } from "vitest";
import {
  add,
  arange,
  astype,
  broadcastTo,
  clone,
  concat,
  diag,
  expandDims,
  eye,
  full,
  linspace,
  matmul,
  ones,
  outer,
  pad,
  reshape,
  slice,
  squeeze,
  stack,
  sum,
  take,
  tensor,
  transpose,
  where,
  zeros,
} from "./index.ts";

describe("memory", () => {
  const x = reshape(arange(6), [2, 3]);

  it("is shared by reshape, squeeze, expandDims and slices of rows", () => {
    for (const view of [reshape(x, [6]), squeeze(x), expandDims(x, 0), slice(x, 1)])
      expect(view.data.buffer).toBe(x.data.buffer);
  });

  it("is new for everything else", () => {
    const others = [
      transpose(x, [0, 1]),
      concat([x]),
      stack([x]),
      slice(x, 0, 3, { axis: 1 }),
      take(x, [0, 1]),
      astype(x, "float32"),
      broadcastTo(x, [2, 3]),
      pad(x, 0),
      diag(x),
      clone(x),
    ];
    for (const copy of others) expect(copy.data.buffer).not.toBe(x.data.buffer);
    expect(slice(x, 0, 3, { axis: 1 }).toArray()).toEqual(x.toArray());
  });
});

describe("slice", () => {
  it("counts as Array.prototype.slice", () => {
    const list = [0, 1, 2, 3, 4];
    for (let start = -7; start <= 7; start++) {
      expect(slice(list, start).toArray()).toEqual(list.slice(start));
      for (let end = -7; end <= 7; end++)
        expect(slice(list, start, end).toArray()).toEqual(list.slice(start, end));
    }
    expect(slice([1, 2], 0, Infinity).toArray()).toEqual([1, 2]);
  });
});

describe("indices", () => {
  it("past 2^24 keep their last digit", () => {
    const x = zeros([2 ** 24 + 2], "uint8");
    x.data[2 ** 24 + 1] = 7;
    expect(take(x, [2 ** 24 + 1]).item()).toBe(7);
    expect(take(x, new BigInt64Array([-1n])).item()).toBe(7);
  });
});

describe("astype", () => {
  it("rounds a 64-bit integer once, as NumPy does", () => {
    // What numpy's astype(float32) adds to each.
    const added: [bigint, bigint][] = [
      [2n ** 60n + 2n ** 36n + 1n, 68719476735n],
      [-(2n ** 60n) - 2n ** 36n - 1n, -68719476735n],
      [2n ** 60n + 2n ** 36n, -68719476736n],
      [2n ** 63n - 1n, 1n],
      [2n ** 54n + 2n ** 30n + 1n, 1073741823n],
      [2n ** 53n + 2n ** 29n + 1n, 536870911n],
      [-(2n ** 53n) - 2n ** 29n - 1n, -536870911n],
      [2n ** 62n - 1n, 1n],
    ];
    for (const [value, more] of added)
      expect(BigInt(astype(BigInt64Array.of(value), "float32").data[0]) - value).toBe(more);
  });
});

describe("linspace", () => {
  it("holds where the ends lie farther apart than a double can say", () => {
    expect(linspace(-1e308, 1e308, 3, "float64").toArray()).toEqual([-1e308, 0, 1e308]);
    expect(linspace(1.5e308, -1.5e308, 5, "float64").toArray()).toEqual([
      1.5e308, 0.75e308, 0, -0.75e308, -1.5e308,
    ]);
    const most = Number.MAX_VALUE;
    expect(linspace(-most, most, 2, "float64").toArray()).toEqual([-most, most]);
    expect(linspace(0, 5e-324, 3, "float64").toArray()).toEqual([0, 0, 5e-324]);
  });
});

describe("wrong calls", () => {
  const self: unknown[] = [];
  self.push(self);
  const calls: [() => unknown, ErrorConstructor, string][] = [
    [() => tensor([1, 2, 3], [2, 2]), RangeError, "tensor: shape [2, 2] must hold 4 values, got 3"],
    [
      () => tensor([1], [1], "float16" as never),
      TypeError,
      'tensor: dtype must be one of float32 float64 int32 uint32 uint8 bool int64 uint64, got "float16"',
    ],
    [() => tensor(["1"] as never), TypeError, 'tensor: values must hold numbers only, got "1"'],
    [() => tensor(self as never), RangeError, "tensor: values must have at most 64 axes, got more"],
    [
      () => tensor([NaN], undefined, "int64"),
      RangeError,
      "tensor: 64-bit integers must be made of finite numbers, got NaN",
    ],
    [() => zeros([-1]), RangeError, "zeros: shape must hold whole numbers from 0, got [-1]"],
    [
      () => zeros([2 ** 20, 2 ** 20]),
      RangeError,
      "zeros: shape must hold at most 2^32 elements, got [1048576, 1048576]",
    ],
    [() => zeros(3 as never), TypeError, "zeros: shape must be an array of whole numbers, got 3"],
    [() => ones(["2"] as never), TypeError, 'ones: shape must be an array of whole numbers, got "2"'],
    [() => full([1], "1" as never), TypeError, 'full: value must be a number, got "1"'],
    [() => full([2], 300, "uint8"), RangeError, "full: value beside uint8 must lie in [0, 255], got 300"],
    [() => full([2], NaN, "uint8"), RangeError, "full: value beside uint8 must lie in [0, 255], got NaN"],
    [
      () => pad(Uint8Array.of(1), 1, { value: -1 }),
      RangeError,
      "pad: value beside uint8 must lie in [0, 255], got -1",
    ],
    [
      () => zeros([1e200, 1e200, 0]),
      RangeError,
      "zeros: shape must hold at most 2^32 elements, got [1e+200, 1e+200, 0]",
    ],
    [
      () => clone({ data: new Float32Array(1), shape: [-1], dtype: "float32" }),
      RangeError,
      "clone: x.shape must be an array of whole numbers from 0, got [-1]",
    ],
    [() => eye(1.5), RangeError, "eye: n must be a whole number of at least 0, got 1.5"],
    [() => arange(NaN), RangeError, "arange: stop must be a number, got NaN"],
    [() => arange(2, null as never), TypeError, "arange: stop must be a number, got null"],
    [() => arange(Infinity), RangeError, "arange: stop must be finite, got Infinity"],
    [() => arange(0, 1, 0), RangeError, "arange: step must not be 0, got 0"],
    [() => arange(0, 1e30), RangeError, "arange: shape must hold at most 2^32 elements, got [1e+30]"],
    [() => linspace(0, Infinity), RangeError, "linspace: stop must be finite, got Infinity"],
    [() => linspace(0, 1, -1), RangeError, "linspace: num must be a whole number of at least 0, got -1"],
    [() => reshape([1, 2, 3], [2, -1]), RangeError, "reshape: shape must hold 3 elements, got [2, -1]"],
    [() => reshape([1, 2], [-1, -1]), RangeError, "reshape: shape must hold -1 at most once, got [-1, -1]"],
    [() => reshape([1, 2], [-2, -1]), RangeError, "reshape: shape must hold whole numbers from 0, got [-2]"],
    [() => reshape([], [0, -1]), RangeError, "reshape: shape must hold 0 elements, got [0, -1]"],
    [() => reshape([1], 1 as never), TypeError, "reshape: shape must be an array of whole numbers, got 1"],
    [() => squeeze([1, 2], { axis: 0 }), RangeError, "squeeze: axis 0 must have length 1, got shape [2]"],
    [() => expandDims([1], 2), RangeError, "expandDims: axis must be a whole number from -2 to 1, got 2"],
    [() => transpose([[1]], [0, 0]), RangeError, "transpose: axes must name each of 2 axes once, got [0, 0]"],
    [() => broadcastTo([1, 2], [2, 3]), RangeError, "broadcastTo: x must broadcast to [2, 3], got shape [2]"],
    [
      () => broadcastTo([[1], [2]], [2]),
      RangeError,
      "broadcastTo: x must broadcast to [2], got shape [2, 1]",
    ],
    [() => diag(tensor(1)), RangeError, "diag: x must have 1 or 2 axes, got shape []"],
    [
      () => astype([NaN], "uint64"),
      RangeError,
      "astype: 64-bit integers must be made of finite numbers, got NaN",
    ],
    [() => concat([]), RangeError, "concat: list must hold a tensor, got an empty list"],
    [
      () => concat([[1], [[1]]] as never),
      RangeError,
      "concat: all must have shape [1] but for axis 0, got [1, 1]",
    ],
    [
      () => concat([zeros([1], "int64"), zeros([1], "uint64")]),
      TypeError,
      "concat: 64-bit integers join only with their own dtype, got int64 and uint64",
    ],
    [
      () => concat(zeros([2, 2]) as never),
      TypeError,
      "concat: list must be an array of tensors, got a tensor of shape [2, 2]",
    ],
    [() => stack([[1], [1, 2]]), RangeError, "stack: all must have shape [1], got [2]"],
    [() => stack([[1], ["a"]] as never), TypeError, 'stack: list[1] must hold numbers only, got "a"'],
    [() => slice([1], 0.5), RangeError, "slice: start must be a whole number, got 0.5"],
    [() => slice(tensor(1), 0), RangeError, "slice: a scalar has no axis, got 0"],
    [() => take([1, 2], [2]), RangeError, "take: indices must hold whole numbers from -2 to 1, got 2"],
    [() => take([1, 2], [-3]), RangeError, "take: indices must hold whole numbers from -2 to 1, got -3"],
    [() => take([1, 2], [0.5]), RangeError, "take: indices must hold whole numbers from -2 to 1, got 0.5"],
    [() => pad([1], -1), RangeError, "pad: widths must be a whole number of at least 0, got -1"],
    [
      () =>
        pad(
          [1],
          [
            [1, 1],
            [1, 1],
          ],
        ),
      RangeError,
      "pad: widths must hold a pair for each of 1 axes, got 2",
    ],
    [() => pad([1], [1, 1] as never), RangeError, "pad: widths must hold a pair for each of 1 axes, got 2"],
  ];
  it.each<[fn: string, call: () => unknown]>([
    ["outer", () => outer(zeros([2 ** 20]), zeros([2 ** 20]))],
    ["matmul", () => matmul(zeros([2 ** 20, 0]), zeros([0, 2 ** 20]))],
    ["add", () => add(zeros([2 ** 20, 1]), zeros([1, 2 ** 20]))],
    ["where", () => where(zeros([2 ** 20, 1]), zeros([2 ** 20]), 0)],
    ["take", () => take(zeros([1, 2 ** 20]), zeros([2 ** 20]))],
    ["sum", () => sum(zeros([2 ** 20, 0, 2 ** 20]), { axis: 1 })],
  ])("throw where the answer of %s is past all arrays", (fn, call) => {
    const message = `${fn}: shape must hold at most 2^32 elements, got [1048576, 1048576]`;
    expect(call).toThrow(new RangeError(message));
  });

  it("say what there is no memory for, where there is none", () => {
    try {
      // 32 GB, which a large machine hands out unread.
      expect(zeros([2 ** 32], "float64").data).toHaveLength(2 ** 32);
    } catch (error) {
      expect(error).toEqual(
        new RangeError("zeros: shape must fit in memory as float64, got [4294967296]", {
          cause: expect.anything(),
        }),
      );
    }
  });

  it.each(calls)("throw, case %#", (call, kind, message) => {
    expect(call).toThrow(new kind(message));
  });
});
