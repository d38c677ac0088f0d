import { type Tensor, tensor } from "@ngc/tensor";
import { type Refusal, testRefusals } from "@tooling/golden/refusals";
import { describe, expect, expectTypeOf, it } from "vitest";
import { type LegacyIntegerDType, type LegacyIntegerOptions, randomState } from "./index.ts";

describe("randomState", () => {
  it("gives a number without a size, a tensor with one", () => {
    const state = randomState(5);
    expectTypeOf(state.randint(0, 9)).toBeNumber();
    expect(typeof state.randint(0, 9)).toBe("number");
    expect(state.randint(0, 9, 3).shape).toEqual([3]);
    expect(state.normal(0, 1, [2, 3]).shape).toEqual([2, 3]);
    expect(state.uniform(0, 1, []).shape).toEqual([]);
    expect(typeof state.choice([1, 2])).toBe("number");
  });

  it("draws a bigint from 64-bit integers, and says so", () => {
    const drawn = randomState(5).choice(BigInt64Array.of(1n, 2n));
    expectTypeOf(drawn).toEqualTypeOf<bigint>();
    expect(typeof drawn).toBe("bigint");
    const either = [Uint8Array.of(1), tensor(BigInt64Array.of(1n)) as Tensor][1];
    expectTypeOf(randomState(5).choice(either)).toEqualTypeOf<number | bigint>();
    expectTypeOf(randomState(5).choice(Uint8Array.of(1))).toEqualTypeOf<number>();
    expectTypeOf(randomState(5).choice(either as Tensor | number)).toEqualTypeOf<number | bigint>();
  });

  it("randint takes options without a dtype, or with one that is known later", () => {
    const plain = randomState(0).randint(0, 10, 5);
    expectTypeOf(plain).toEqualTypeOf<Tensor<"int32">>();
    expect(randomState(0).randint(0, 10, 5, {})).toEqual(plain);
    expectTypeOf(randomState(0).randint(0, 10, 5, {})).toEqualTypeOf<Tensor<"int32">>();
    const options: LegacyIntegerOptions = { dtype: "int64" };
    const drawn = randomState(0).randint(0, 10, 5, options);
    expectTypeOf(drawn).toEqualTypeOf<Tensor<LegacyIntegerDType>>();
    expect(drawn.dtype).toBe("int64");
    expectTypeOf(randomState(0).randint(0n, 10n, 5, { dtype: "int64" })).toEqualTypeOf<Tensor<"int64">>();
  });

  it("shuffles arrays, typed arrays and rows in place, in permutation's order", () => {
    const order = [...randomState(3).permutation(20).data];
    const names = Array.from({ length: 20 }, (_, i) => `n${i}`);
    randomState(3).shuffle(names);
    expect(names).toEqual(order.map((i) => `n${i}`));
    const typed = Float64Array.from({ length: 20 }, (_, i) => i);
    randomState(3).shuffle(typed);
    expect([...typed]).toEqual(order);
    const rows = tensor(Array.from({ length: 20 }, (_, i) => [i, -i]));
    randomState(3).shuffle(rows);
    expect(rows.toArray()).toEqual(order.map((i) => [i, -i]));
  });

  it("permutation and choice leave their argument as it is and keep its digits", () => {
    const values = [0.1, 0.2, 0.3];
    const permuted = randomState(3).permutation(values);
    expect(permuted.dtype).toBe("float64");
    expect([...permuted.data].sort()).toEqual(values);
    expect(values).toEqual([0.1, 0.2, 0.3]);
    expect(randomState(3).choice(Uint8Array.of(1, 2), 4).dtype).toBe("uint8");
  });

  it("keeps each state to itself", () => {
    const [a, b] = [randomState(3), randomState(3)];
    a.normal(0, 1, 5);
    expect(b.randomSample()).toBe(randomState(3).randomSample());
  });
});

const state = randomState(0);

testRefusals("a wrong call of a RandomState is refused and draws nothing", [
  [
    () => randomState(-1),
    RangeError,
    "randomState: seed must be a whole number from 0 to 4294967295, got -1",
  ],
  [
    () => randomState(2 ** 32),
    RangeError,
    "randomState: seed must be a whole number from 0 to 4294967295, got 4294967296",
  ],
  [
    () => randomState(undefined as never),
    TypeError,
    "randomState: seed must be a whole number, got undefined",
  ],
  [() => state.randint(5, 5), RangeError, "randint: high must be above low, 5, got 5"],
  [() => state.randint(0), RangeError, "randint: low must be above 0, got 0"],
  [
    () => state.randint(0, 2 ** 40),
    RangeError,
    "randint: high must be at most 2147483648 for int32, got 1099511627776",
  ],
  [
    () => state.randint(-1, 4, 1, { dtype: "uint8" }),
    RangeError,
    "randint: low must be at least 0 for uint8, got -1",
  ],
  [
    () => state.randint(5n, 5n, 1, { dtype: "int64" }),
    RangeError,
    "randint: high must be above low, 5, got 5n",
  ],
  [
    () => state.randint(2 ** 40),
    RangeError,
    "randint: low must be at most 2147483648 for int32, got 1099511627776",
  ],
  [() => state.randint(0.5, 4), RangeError, "randint: low must be a whole number, got 0.5"],
  [
    () => state.randint(0, 4, 1, { dtype: "float32" as never }),
    TypeError,
    'randint: dtype must be one of int32 uint32 uint8 int64, got "float32"',
  ],
  ...(
    [
      ["randint", (size) => state.randint(5, undefined, size)],
      ["randomSample", (size) => state.randomSample(size)],
      ["uniform", (size) => state.uniform(0, 1, size)],
      ["normal", (size) => state.normal(0, 1, size)],
      ["choice", (size) => state.choice(5, size)],
    ] satisfies [string, (size: number | number[]) => unknown][]
  ).flatMap(([fn, draw]): Refusal[] => [
    [() => draw(-1), RangeError, `${fn}: size must be a whole number of at least 0, got -1`],
    [() => draw([2, 0.5]), RangeError, `${fn}: size[1] must be a whole number of at least 0, got 0.5`],
    [
      () => draw([2 ** 20, 2 ** 20]),
      RangeError,
      `${fn}: size must be of at most 2^32 values, got [1048576, 1048576]`,
    ],
    [() => draw("3" as never), TypeError, `${fn}: size must be a whole number or an array of them, got "3"`],
  ]),
  [() => state.uniform(-Infinity, 1), RangeError, "uniform: high - low must be finite, got Infinity"],
  [() => state.uniform(Number.NaN, 1), RangeError, "uniform: low must be a number, got NaN"],
  [() => state.normal(0, -1), RangeError, "normal: scale must lie in [0, Infinity], got -1"],
  [
    () => state.permutation(-1),
    RangeError,
    "permutation: x must be a whole number from 0 to 2147483647, got -1",
  ],
  [
    () => state.permutation([[1, 2], [3]] as never),
    RangeError,
    "permutation: x must be even: each array of axis 1 must hold 2 entries, got 1",
  ],
  [
    () => state.permutation(tensor(3)),
    RangeError,
    "permutation: x must have at least one axis, got a tensor of shape []",
  ],
  [
    () => state.shuffle(Object.freeze([1, 2]) as never),
    TypeError,
    "shuffle: x must be an array that may be changed, got [1, 2]",
  ],
  [
    () => state.shuffle(3 as never),
    TypeError,
    "shuffle: x must be a tensor, a typed array or nested numbers, got 3",
  ],
  [() => state.choice(0), RangeError, "choice: a must hold something to draw from, got 0"],
  [
    () => state.choice(3, 5, { replace: false }),
    RangeError,
    "choice: size must be at most 3 without replacement, got 5",
  ],
  [() => state.choice([[1, 2]], 1), RangeError, "choice: a must have one axis, got an array of 1"],
  [() => state.choice(2, 1, { p: [0.5, 0.6] }), RangeError, "choice: p must sum to 1, got 1.1"],
  [
    () => state.choice(2, 1, { p: [-0.5, 1.5] }),
    RangeError,
    "choice: p must hold chances of at least 0, got -0.5",
  ],
  [
    () => state.choice(1, 1, { p: [0.5, 0.5] }),
    RangeError,
    "choice: p must hold 1 chances, one for each of a, got [0.5, 0.5]",
  ],
  [
    () => state.choice(2, 2, { p: [0, 1], replace: false }),
    RangeError,
    "choice: p must hold 2 or more chances above 0, got 1",
  ],
]);

it("a RandomState goes on as if the wrong calls had not been", () => {
  expect(state.randomSample(3)).toEqual(randomState(0).randomSample(3));
});
