import fc from "fast-check";
import { expect, it } from "vitest";
import {
  bernoulli,
  bits,
  choice,
  dropOut,
  foldIn,
  type Key,
  key,
  keyData,
  normal,
  permutation,
  randint,
  split,
  uniform,
} from "./index.ts";

const seed = fc.maxSafeInteger();
const anyKey: fc.Arbitrary<Key> = fc
  .tuple(seed, fc.constantFrom("threefry2x32" as const, "xoroshiro128plus" as const))
  .map(([value, impl]) => key(value, { impl }));
const size = fc.integer({ min: 0, max: 70 });
const range = { numRuns: 200 };

it("split(key, n)[i] is foldIn(key, i) for any n", () => {
  fc.assert(
    fc.property(anyKey, fc.integer({ min: 1, max: 40 }), fc.nat(), (k, n, i) => {
      expect(split(k, n)[i % n]).toEqual(foldIn(k, i % n));
    }),
    range,
  );
});

it("a key's words are the seed modulo 2^32, for numbers and bigints alike", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
      expect([...keyData(key(value))]).toEqual([0, Number(BigInt.asUintN(32, value))]);
      if (Number.isSafeInteger(Number(value))) expect(key(Number(value))).toEqual(key(value));
    }),
    range,
  );
});

it("bits of fewer values are the first of more, whatever the shape", () => {
  fc.assert(
    fc.property(anyKey, size, size, (k, m, n) => {
      expect(bits(k, [m]).data).toEqual(bits(k, [2, m + n]).data.slice(0, m));
    }),
    range,
  );
});

it("a permutation holds each number once, and its rows move together", () => {
  fc.assert(
    fc.property(anyKey, size, (k, n) => {
      const order = permutation(k, n).data;
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
      const rows = Float64Array.from({ length: n }, (_, i) => i + 0.5);
      expect([...permutation(k, rows).data]).toEqual([...order].map((i) => i + 0.5));
    }),
    range,
  );
});

it("uniform stays within its bounds", () => {
  const bound = fc.float({ noNaN: true, min: Math.fround(-1e30), max: Math.fround(1e30) });
  fc.assert(
    fc.property(
      anyKey,
      bound,
      bound,
      fc.constantFrom("float32" as const, "float64" as const),
      (k, a, b, dtype) => {
        const [minval, maxval] = [Math.min(a, b), Math.max(a, b)];
        for (const value of uniform(k, [70], { minval, maxval, dtype }).data)
          expect(value >= minval && value <= maxval, `${value} in [${minval}, ${maxval}]`).toBe(true);
      },
    ),
    range,
  );
});

it("randint stays within its bounds", () => {
  const bound = fc.integer();
  fc.assert(
    fc.property(anyKey, bound, bound, (k, a, b) => {
      fc.pre(a !== b);
      const [minval, maxval] = [Math.min(a, b), Math.max(a, b)];
      for (const value of randint(k, [70], minval, maxval).data)
        expect(value >= minval && value < maxval, `${value} in [${minval}, ${maxval})`).toBe(true);
    }),
    range,
  );
});

it("choice without replacement draws each thing once at most, with weights only those above 0", () => {
  const weights = fc.array(fc.constantFrom(0, 0.1, 1, 30), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(anyKey, weights, (k, p) => {
      const possible = p.filter((weight) => weight > 0).length;
      fc.pre(possible > 0);
      const drawn = [...choice(k, p.length, [possible], { replace: false, p }).data];
      expect(new Set(drawn).size).toBe(possible);
      for (const i of [...drawn, ...choice(k, p.length, [50], { p }).data]) expect(p[i]).toBeGreaterThan(0);
      expect(new Set(choice(k, p.length, [p.length], { replace: false }).data).size).toBe(p.length);
    }),
    range,
  );
});

it("dropOut gives input times mask, with a mask of 0 and one other value", () => {
  fc.assert(
    fc.property(anyKey, fc.double({ min: 0, max: 0.99, noNaN: true }), size, (k, rate, n) => {
      const input = normal(k, [n]);
      const [output, mask] = dropOut(k, input, { rate });
      const scale = Math.fround(1 / Math.fround(1 - Math.fround(rate)));
      for (const [i, value] of mask.data.entries()) {
        expect([0, scale]).toContain(value);
        expect(output.data[i]).toBe(Math.fround(input.data[i] * value));
      }
    }),
    range,
  );
});

const COUNT = 200_000;

/** How many standard errors the mean of `data` lies from `mean`, for values of variance `variance`. */
function deviation(data: ArrayLike<number>, mean: number, variance: number): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i] - mean;
  return Math.abs(sum / data.length) / Math.sqrt(variance / data.length);
}

it.each(["threefry2x32", "xoroshiro128plus"] as const)(
  "%s's means and variances are those of the distributions",
  (impl) => {
    const [a, b, c, d, e] = split(key(69, { impl }), 5);
    const uniforms = uniform(a, [COUNT]).data;
    expect(deviation(uniforms, 1 / 2, 1 / 12)).toBeLessThan(4);
    expect(
      deviation(
        uniforms.map((x) => (x - 0.5) ** 2),
        1 / 12,
        1 / 180,
      ),
    ).toBeLessThan(4);
    const normals = normal(b, [COUNT], { dtype: "float64" }).data;
    expect(deviation(normals, 0, 1)).toBeLessThan(4);
    expect(
      deviation(
        normals.map((x) => x * x),
        1,
        2,
      ),
    ).toBeLessThan(4);
    expect(
      deviation(
        normals.map((x) => x ** 4),
        3,
        96,
      ),
    ).toBeLessThan(4);
    expect(deviation(bernoulli(c, 0.3, [COUNT]).data, 0.3, 0.21)).toBeLessThan(4);
    expect(deviation(randint(d, [COUNT], 0, 10).data, 4.5, 8.25)).toBeLessThan(4);
    expect(deviation(choice(e, 3, [COUNT], { p: [1, 2, 1] }).data, 1, 0.5)).toBeLessThan(4);
  },
);
