import { usePlainPath } from "@ngc/tensor/authoring";
import { afterEach, expect, it } from "vitest";
import { bernoulli, bits, dropOut, type Key, normal, permutation, uniform, wrapKeyData } from "./index.ts";

/** Both words use all their bits. */
const KEYS = [wrapKeyData([0, 7]), wrapKeyData([0xfedcba98, 0x89abcdef])];
/** Short ones, and what lies around the ends of the tiles of 4,096, 2,048 where a count has two words. */
const LENGTHS = [
  ...Array(71).keys(),
  127,
  128,
  129,
  2047,
  2048,
  2049,
  4095,
  4096,
  4097,
  6145,
  8191,
  8193,
  12289,
];
/** Normals, an infinity, a NaN, zeros, the least and the largest float32, as often as needed. */
const X = Float32Array.from({ length: 12289 }, (_, i) =>
  i % 97 === 0 ? [Infinity, Number.NaN, -0, 1e-45, 3.4028235e38][(i / 97) % 5] : (i - 6000) / 7,
);

afterEach(() => usePlainPath(false));

it.each<[string, (key: Key, length: number) => ArrayLike<number | bigint>]>([
  ["bits", (key, n) => bits(key, [n]).data],
  ["bits, uint8", (key, n) => bits(key, [n], { dtype: "uint8" }).data],
  ["bits, uint64", (key, n) => bits(key, [n], { dtype: "uint64" }).data],
  ["uniform", (key, n) => uniform(key, [n]).data],
  ["uniform of (-0.3, 0.3)", (key, n) => uniform(key, [n], { minval: -0.3, maxval: 0.3 }).data],
  ["uniform of (0.1, 0.7)", (key, n) => uniform(key, [n], { minval: 0.1, maxval: 0.7 }).data],
  ["uniform of (0, 0.7)", (key, n) => uniform(key, [n], { maxval: 0.7 }).data],
  ["uniform of (-0, 3e38)", (key, n) => uniform(key, [n], { minval: -0, maxval: 3e38 }).data],
  ["uniform whose steps are no float32", (key, n) => uniform(key, [n], { maxval: 1.3e-36 }).data],
  ["uniform far from 0", (key, n) => uniform(key, [n], { minval: 1e6, maxval: 1e6 + 3 }).data],
  ["uniform of subnormals", (key, n) => uniform(key, [n], { minval: -1e-40, maxval: 1e-39 }).data],
  ["uniform of no range", (key, n) => uniform(key, [n], { minval: 2, maxval: 2 }).data],
  ["uniform, float64", (key, n) => uniform(key, [n], { dtype: "float64" }).data],
  ["bernoulli of 0", (key, n) => bernoulli(key, 0, [n]).data],
  ["bernoulli of 0.3", (key, n) => bernoulli(key, 0.3, [n]).data],
  ["bernoulli of 1", (key, n) => bernoulli(key, 1, [n]).data],
  ["normal", (key, n) => normal(key, [n]).data],
  ["permutation", (key, n) => permutation(key, n).data],
  ["dropOut's output", (key, n) => dropOut(key, X.subarray(0, n), { rate: 0.3 })[0].data],
  ["dropOut's mask", (key, n) => dropOut(key, X.subarray(0, n), { rate: 0.3 })[1].data],
  ["dropOut of a view", (key, n) => dropOut(key, X.subarray(X.length - n), { rate: 0.7 })[0].data],
])("%s has the same bits on both paths, at every length", (_, draw) => {
  for (const key of KEYS) {
    for (const length of LENGTHS) {
      usePlainPath(true);
      const plain = draw(key, length);
      usePlainPath(false);
      expect(firstDifference(draw(key, length), plain), `length ${length}`).toBe(-1);
    }
  }
});

/** The first place where two arrays differ, -1 if there is none; zeros by their sign. */
function firstDifference(a: ArrayLike<number | bigint>, b: ArrayLike<number | bigint>): number {
  if (a.length !== b.length) return Math.min(a.length, b.length);
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return i;
  return -1;
}

it.each<[string, (length: number) => ArrayLike<number | bigint>]>([
  ["bits", (n) => bits(KEYS[1], [n]).data],
  ["bits, uint64", (n) => bits(KEYS[1], [n], { dtype: "uint64" }).data],
  ["uniform", (n) => uniform(KEYS[1], [n]).data],
  ["normal", (n) => normal(KEYS[1], [n]).data],
  ["bernoulli", (n) => bernoulli(KEYS[1], 0.4, [n]).data],
])("%s gives a value that does not depend on how many there are", (_, draw) => {
  const most = Array.from(draw(8200));
  for (const length of [1, 63, 64, 65, 70, 4095, 4097])
    expect(Array.from(draw(length))).toEqual(most.slice(0, length));
});
