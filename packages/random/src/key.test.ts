import { inspect } from "node:util";
import { testRefusals } from "@tooling/golden/refusals";
import { describe, expect, expectTypeOf, it } from "vitest";
import { foldIn, isKey, type Key, key, keyData, permutation, split, uniform, wrapKeyData } from "./index.ts";

describe("a key", () => {
  it("prints its implementation and words", () => {
    expect(inspect(key(7))).toBe("Key threefry2x32 [0, 7]");
    expect(String(key(-1, { impl: "xoroshiro128plus" }))).toBe("Key xoroshiro128plus [0, 4294967295]");
  });

  it("never changes", () => {
    const fixed = key(7);
    keyData(fixed)[1] = 8;
    expect(() => {
      (fixed.words as [number, number])[1] = 8;
    }).toThrow(TypeError);
    expect(() => {
      (fixed as { impl: string }).impl = "xoroshiro128plus";
    }).toThrow(TypeError);
    split(fixed);
    uniform(fixed, [3]);
    expect([...keyData(fixed)]).toEqual([0, 7]);
  });

  it("does not follow the array it was wrapped from", () => {
    const words = Uint32Array.of(1, 2);
    const wrapped = wrapKeyData(words);
    words[0] = 9;
    expect([...keyData(wrapped)]).toEqual([1, 2]);
  });

  it("draws the same after a message to a worker took its class", () => {
    for (const impl of ["threefry2x32", "xoroshiro128plus"] as const) {
      const sent = structuredClone(key(7, { impl }));
      expect(isKey(sent)).toBe(false);
      expect(uniform(sent, [9])).toEqual(uniform(key(7, { impl }), [9]));
      expect(split(sent)).toEqual(split(key(7, { impl })));
      expect(isKey(split(sent)[0])).toBe(true);
    }
  });

  it("is known by its brand, so that two copies of the package share keys", () => {
    const foreign = { impl: "threefry2x32", words: [0, 7], [Symbol.for("@ngc/random/key")]: true };
    expect([key(7), foreign, {}, null, 7, [0, 7]].map(isKey)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(permutation(foreign as unknown as Key, 5)).toEqual(permutation(key(7), 5));
  });

  it("keeps its implementation when it is split or folded", () => {
    const parent = key(7, { impl: "xoroshiro128plus" });
    for (const child of [...split(parent), foldIn(parent, 3)]) expect(child.impl).toBe("xoroshiro128plus");
  });
});

it("split is typed as a pair by default, as an array for a number", () => {
  expectTypeOf(split(key(0))).toEqualTypeOf<[Key, Key]>();
  expectTypeOf(split(key(0), 3)).toEqualTypeOf<Key[]>();
});

function givenAway(words: Uint32Array<ArrayBuffer>): Uint32Array {
  structuredClone(words, { transfer: [words.buffer] });
  return words;
}

const WORDS = "words must be two whole numbers below 2^32";

testRefusals("a wrong seed or key is refused", [
  [() => key(1.5), RangeError, "key: seed must be a whole number, got 1.5"],
  [() => key(Number.NaN), RangeError, "key: seed must be a whole number, got NaN"],
  [() => key(Infinity), RangeError, "key: seed must be a whole number, got Infinity"],
  [() => key(2n ** 63n), RangeError, "key: seed must lie in [-2^63, 2^63), got 9223372036854775808n"],
  [() => key(-(2 ** 64)), RangeError, "key: seed must lie in [-2^63, 2^63), got -18446744073709552000"],
  [() => key("7" as never), TypeError, 'key: seed must be a whole number, got "7"'],
  [() => key(undefined as never), TypeError, "key: seed must be a whole number, got undefined"],
  [
    () => key(1, { impl: "rbg" as never }),
    RangeError,
    'key: impl must be one of threefry2x32 xoroshiro128plus, got "rbg"',
  ],
  [() => key(1, { impl: 3 as never }), TypeError, "key: impl must be a name, got 3"],
  [() => key(1, "rbg" as never), TypeError, 'key: options must be an object, got "rbg"'],
  [
    () => wrapKeyData(givenAway(Uint32Array.of(1, 2))),
    RangeError,
    `wrapKeyData: ${WORDS}, got a Uint32Array`,
  ],
  [() => wrapKeyData([1, 2, 3]), RangeError, `wrapKeyData: ${WORDS}, got [1, 2, 3]`],
  [() => wrapKeyData([-1, 2]), RangeError, `wrapKeyData: ${WORDS}, got [-1, 2]`],
  [() => wrapKeyData([0, 2 ** 32]), RangeError, `wrapKeyData: ${WORDS}, got [0, 4294967296]`],
  [
    () => wrapKeyData(7 as never),
    TypeError,
    "wrapKeyData: words must be an array of two whole numbers below 2^32, got 7",
  ],
  [() => split(7 as never), TypeError, "split: key must be a key (key(seed) makes one), got 7"],
  [
    () => foldIn([0, 7] as never, 1),
    TypeError,
    "foldIn: key must be a key (key(seed) makes one), got [0, 7]",
  ],
  [() => uniform(null as never), TypeError, "uniform: key must be a key (key(seed) makes one), got null"],
  [
    () => split({ words: [0, 1] } as never),
    TypeError,
    "split: key must be a key (key(seed) makes one), got an object",
  ],
  [
    () => uniform({ impl: undefined, words: [0, 0] } as never, [1]),
    TypeError,
    "uniform: key must be a key (key(seed) makes one), got an object",
  ],
  [
    () => keyData({ impl: "threefry2x32", words: [0, -7] }),
    RangeError,
    "keyData: key.words must be two whole numbers below 2^32, got [0, -7]",
  ],
  [
    () => keyData({ impl: "rbg" as never, words: [0, 7] }),
    RangeError,
    'keyData: impl must be one of threefry2x32 xoroshiro128plus, got "rbg"',
  ],
  [() => split(key(1), -1), RangeError, "split: num must be a whole number from 0 to 2147483648, got -1"],
  [() => split(key(1), 1.5), RangeError, "split: num must be a whole number from 0 to 2147483648, got 1.5"],
  [() => foldIn(key(1), -1), RangeError, "foldIn: data must be a whole number from 0 to 4294967295, got -1"],
  [
    () => foldIn(key(1), 2 ** 32),
    RangeError,
    "foldIn: data must be a whole number from 0 to 4294967295, got 4294967296",
  ],
]);
