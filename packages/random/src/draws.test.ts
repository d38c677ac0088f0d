import { broadcastTo, type Tensor, tensor } from "@ngc/tensor";
import { testRefusals } from "@tooling/golden/refusals";
import { expect, expectTypeOf, it } from "vitest";
import { bernoulli, bits, choice, key, normal, permutation, randint, uniform } from "./index.ts";

const k = key(0);

it("draws without a shape are scalars, but for bernoulli, which takes p's shape", () => {
  for (const draw of [bits(k), uniform(k), normal(k), choice(k, 5), bernoulli(k, 0.5)])
    expect(draw.shape).toEqual([]);
  expect(bernoulli(k, [[0.1], [0.9]]).shape).toEqual([2, 1]);
});

it("draws have the dtype that is asked for", () => {
  expect(bits(k, [2]).dtype).toBe("uint32");
  expect(uniform(k, [2], { dtype: "float64" }).data).toBeInstanceOf(Float64Array);
  expect(normal(k, [2]).data).toBeInstanceOf(Float32Array);
  expect(randint(k, [2], 0, 9, { dtype: "uint8" }).data).toBeInstanceOf(Uint8Array);
  expect(bernoulli(k, 0.5, [2]).dtype).toBe("bool");
  expect(permutation(k, 3).dtype).toBe("int32");
  expect(permutation(k, BigInt64Array.of(1n, 2n, 3n)).dtype).toBe("int64");
  expect(choice(k, Float64Array.of(1, 2), [3]).dtype).toBe("float64");
});

it("what a draw is wanted for does not change its dtype", () => {
  // @ts-expect-error float32 is drawn
  const x: Tensor<"float64"> = normal(k, [2]);
  expectTypeOf({ u: uniform(k), b: bits(k) } satisfies Record<string, Tensor>).toEqualTypeOf<{
    u: Tensor<"float32">;
    b: Tensor<"uint32">;
  }>();
  expect(x.dtype).toBe("float32");
});

const BROADCASTS: [from: number[], to: number[]][] = [
  [[], [3, 2]],
  [
    [3, 1],
    [3, 5],
  ],
  [
    [1, 5],
    [3, 5],
  ],
  [[5], [2, 3, 5]],
  [
    [2, 1, 1, 3],
    [4, 2, 5, 1, 3],
  ],
  [
    [1, 3],
    [0, 3],
  ],
  [
    [1, 1],
    [2, 0],
  ],
];

it.each(BROADCASTS)("bernoulli repeats chances of shape %j as broadcastTo does, to %j", (from, to) => {
  const size = from.reduce((product, length) => product * length, 1);
  const chances = tensor(
    Float64Array.from({ length: size }, (_, i) => (i + 0.5) / size),
    from,
  );
  expect(bernoulli(k, chances, to)).toEqual(bernoulli(k, broadcastTo(chances, to)));
});

it("a shape that was given may be changed afterwards", () => {
  const shape = [2, 3];
  const drawn = uniform(k, shape);
  shape[0] = 6;
  expect(drawn.shape).toEqual([2, 3]);
});

it("randint fills all 32 bits of uint32 where the range is all of it", () => {
  const whole = randint(k, [1000], 0, 2 ** 32, { dtype: "uint32" });
  expect(Math.max(...whole.data)).toBeGreaterThan(2 ** 31);
  const signed = randint(k, [1000], -(2 ** 31), 2 ** 31);
  expect([...whole.data]).toEqual([...signed.data].map((x) => x + 2 ** 31));
});

it("permutation and choice leave their tensor as it is", () => {
  const rows = tensor([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  permutation(k, rows);
  choice(k, rows, [5]);
  expect(rows.toArray()).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
});

testRefusals("a wrong draw is refused", [
  [() => uniform(k, 3 as never), TypeError, "uniform: shape must be an array of whole numbers, got 3"],
  [() => normal(k, [-1]), RangeError, "normal: shape must hold whole numbers from 0, got [-1]"],
  [
    () => bits(k, [1], { dtype: "int32" as never }),
    TypeError,
    'bits: dtype must be one of uint8 uint32 uint64, got "int32"',
  ],
  [
    () => uniform(k, [1], { dtype: "int32" as never }),
    TypeError,
    'uniform: dtype must be one of float32 float64, got "int32"',
  ],
  [() => uniform(k, [1], { minval: Number.NaN }), RangeError, "uniform: minval must be a number, got NaN"],
  [() => uniform(k, [1], { minval: "0" as never }), TypeError, 'uniform: minval must be a number, got "0"'],
  [
    () => uniform(k, [1], { maxval: Infinity }),
    RangeError,
    "uniform: minval and maxval must be finite and not too far apart for float32, got [0, Infinity]",
  ],
  [
    () => uniform(k, [1], { minval: -3e38, maxval: 3e38 }),
    RangeError,
    "uniform: minval and maxval must be finite and not too far apart for float32, got [-3e+38, 3e+38]",
  ],
  [
    () => bernoulli(k, 0.5, null as never),
    TypeError,
    "bernoulli: shape must be an array of whole numbers, got null",
  ],
  [() => bernoulli(k, 1.5), RangeError, "bernoulli: p must lie in [0, 1], got 1.5"],
  [() => bernoulli(k, [0.5, Number.NaN]), RangeError, "bernoulli: each p must be a number, got NaN"],
  [
    () => bernoulli(k, [0.5, 0.5], [3]),
    RangeError,
    "bernoulli: shape must be one that p's shape [2] broadcasts to, got [3]",
  ],
  [
    () => bernoulli(k, [[0.5]], [3]),
    RangeError,
    "bernoulli: shape must be one that p's shape [1, 1] broadcasts to, got [3]",
  ],
  [
    () => randint(k, [1], 0, 2, { dtype: "float32" as never }),
    TypeError,
    'randint: dtype must be one of int32 uint32 uint8, got "float32"',
  ],
  [
    () => randint(k, [1], 0.5, 2),
    RangeError,
    "randint: minval must be a whole number from -2147483648 to 2147483647, got 0.5",
  ],
  [
    () => randint(k, [1], 0, 257, { dtype: "uint8" }),
    RangeError,
    "randint: maxval must be a whole number from 0 to 256, got 257",
  ],
  [
    () => permutation(k, -1),
    RangeError,
    "permutation: x must be a whole number from 0 to 2147483647, got -1",
  ],
  [
    () => permutation(k, tensor(3)),
    RangeError,
    "permutation: x must have at least one axis, got a tensor of shape []",
  ],
  [
    () => permutation(k, "abc" as never),
    TypeError,
    'permutation: x must be a tensor, a typed array or nested numbers, got "abc"',
  ],
]);
