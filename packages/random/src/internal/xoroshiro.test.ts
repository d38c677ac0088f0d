import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import { expect, it } from "vitest";
import { bits, key, keyData, normal, permutation, split, uniform } from "../index.ts";
import { threefry2x32 } from "./threefry.ts";

const impl = "xoroshiro128plus";

it("xoroshiro128plus draws pure-rand's outputs from the state that threefry2x32 gives", () => {
  const state = new Uint32Array(4);
  threefry2x32(0, 7, 0, 0, state, 2);
  const generator = xoroshiro128plusFromState([...state]);
  const words = Array.from({ length: 100 }, () => generator.next() >>> 0);
  expect(bits(key(7, { impl }), [100]).toArray()).toEqual(words);
  expect(bits(key(7, { impl }), [100], { dtype: "uint8" }).toArray()).toEqual(
    words.map((word) => word & 255),
  );
  expect(bits(key(7, { impl }), [50], { dtype: "uint64" }).toArray()).toEqual(
    Array.from({ length: 50 }, (_, i) => (BigInt(words[2 * i]) << 32n) | BigInt(words[2 * i + 1])),
  );
});

it("xoroshiro128plus splits as threefry2x32 does and draws other numbers", () => {
  expect(split(key(7, { impl }), 4).map(keyData)).toEqual(split(key(7), 4).map(keyData));
  expect(bits(key(7, { impl }), [4])).not.toEqual(bits(key(7), [4]));
});

it("xoroshiro128plus feeds every draw", () => {
  expect([...permutation(key(3, { impl }), 100).data].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 100 }, (_, i) => i),
  );
  const { data } = normal(key(3, { impl }), [100_000]);
  const mean = data.reduce((sum, x) => sum + x, 0) / data.length;
  const variance = data.reduce((sum, x) => sum + (x - mean) ** 2, 0) / data.length;
  // Four standard errors of the mean and of the variance.
  expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(data.length));
  expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / data.length));
});

it("xoroshiro128plus's first values are spread evenly over the keys of small seeds", () => {
  const firsts = Array.from({ length: 1000 }, (_, seed) => uniform(key(seed, { impl })).item());
  const mean = firsts.reduce((sum, x) => sum + x, 0) / firsts.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(4 / Math.sqrt(12 * firsts.length));
  expect(new Set(firsts.map((x) => Math.floor(10 * x))).size).toBe(10);
});
