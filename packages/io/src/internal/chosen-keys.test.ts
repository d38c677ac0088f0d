import { expect, it } from "vitest";
import { codeOf } from "../../test/code-of.ts";
import { ChosenKeys } from "./chosen-keys.ts";

/** How adding 4097 keys of that kind ends. */
function outcome(key: (i: number) => unknown): string {
  const keys = new ChosenKeys((code, message, limit) => {
    throw new RangeError(`${code}: ${message}: ${limit}`);
  });
  return codeOf(() => {
    for (let i = 0; i < 4097; i++) keys.add(key(i));
  });
}

it.each([
  ["fractions", (i: number) => i + 0.5],
  ["whole numbers from 2^22", (i: number) => 2 ** 22 + i],
  ["whole numbers down from -2^22", (i: number) => -(2 ** 22) - i],
  ["whole numbers past 2^53", (i: number) => 2 ** 60 + 2 ** 20 * i],
  ["bigints, small ones too", BigInt],
  ["infinities and NaN", (i: number) => [Number.POSITIVE_INFINITY, Number.NaN][i % 2]],
])("4097 keys that are %s are one too many", (_, key) => {
  expect(outcome(key)).toBe("RangeError");
});

it.each([
  ["whole numbers below 2^22", (i: number) => 2 ** 22 - 1 - i],
  ["whole numbers above -2^22", (i: number) => i - 2 ** 22 + 1],
  ["strings of digits", String],
  ["objects", (i: number) => [i]],
  ["null", () => null],
])("keys that are %s are not counted", (_, key) => {
  expect(outcome(key)).toBe("no error");
});
