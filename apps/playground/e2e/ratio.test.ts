import { expect, it } from "vitest";
import { casesOf, resultOf, sizesFrom } from "../src/pages/speed/cases.ts";
import { anElement, isOpen, rangeOf, times } from "../src/pages/speed/ratio.ts";

it("sizes are the nearest to 1,000, 10,000 and 1,000,000, each once, and none larger", () => {
  expect(sizesFrom([100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000])).toEqual([1_000, 10_000, 1_000_000]);
  expect(sizesFrom([4_096, 16_384, 65_536, 262_144, 1_048_576])).toEqual([4_096, 16_384, 262_144]);
  expect(sizesFrom([200_704])).toEqual([200_704]);
});

it("cases are listed row by row, and found again by operation and size", () => {
  const rows = ["add", "relu"].map((operation) => ({
    operation,
    note: "",
    entry: undefined,
    sizes: [1, 2],
  }));
  const cases = casesOf(rows);
  expect(cases.map(({ operation, size }) => `${operation} ${size}`)).toEqual([
    "add 1",
    "add 2",
    "relu 1",
    "relu 2",
  ]);
  expect(resultOf(cases, { operation: "relu", size: 1 })).toBe(cases[2]);
  expect(resultOf(cases, { operation: "relu", size: 3 })).toBeUndefined();
});

it("the axis stands still while ratios lie on it, and grows for one that does not", () => {
  const usual = rangeOf([]);
  expect(rangeOf([ratio(0.41), ratio(1), ratio(100)])).toEqual(usual);
  expect(rangeOf([ratio(0.1)])).toEqual([1 / 16, usual[1]]);
  expect(rangeOf([ratio(300)])).toEqual([usual[0], 512]);
});

it("a ratio is open where its interval has 1 in it", () => {
  const of = (low: number, high: number): boolean => isOpen({ low, median: (low + high) / 2, high });
  expect([of(0.9, 1.1), of(1, 2), of(0.5, 1)]).toEqual([true, true, true]);
  expect([of(0.5, 0.99), of(1.01, 2)]).toEqual([false, false]);
});

it("numbers have their digits and their unit", () => {
  expect(times(6.4)).toBe("6.40×");
  expect(anElement(0.00273, 1_000)).toBe("2.73 ns");
});

function ratio(median: number): { low: number; median: number; high: number } {
  return { low: median / 2, median, high: median * 2 };
}
