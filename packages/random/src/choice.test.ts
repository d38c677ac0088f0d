import { expect, it } from "vitest";
import { choice, key } from "./index.ts";

const k = key(0);

it.each<[string, () => unknown, new () => Error, string]>([
  ["choice of none", () => choice(k, 0), RangeError, "choice: a must hold something to draw from, got 0"],
  [
    "choice of too many",
    () => choice(k, 3, [4], { replace: false }),
    RangeError,
    "choice: shape must hold at most 3 draws without replacement, got [4]",
  ],
  [
    "replace not a flag",
    () => choice(k, 3, [4], { replace: 0 as never }),
    TypeError,
    "choice: replace must be true or false, got 0",
  ],
  [
    "p too short",
    () => choice(k, 3, [1], { p: [0.5, 0.5] }),
    RangeError,
    "choice: p must hold 3 weights, one for each of a, got [0.5, 0.5]",
  ],
  [
    "p of two axes",
    () => choice(k, 1, [1], { p: [[1]] }),
    RangeError,
    "choice: p must have 1 axis, got shape [1, 1]",
  ],
  [
    "p negative",
    () => choice(k, 2, [1], { p: [-1, 2] }),
    RangeError,
    "choice: p must hold weights of at least 0, got -1",
  ],
  [
    "p NaN",
    () => choice(k, 2, [1], { p: [Number.NaN, 2] }),
    RangeError,
    "choice: p must hold weights of at least 0, got NaN",
  ],
  [
    "p infinite",
    () => choice(k, 2, [1], { p: [Infinity, 2] }),
    RangeError,
    "choice: p must have a finite sum, got Infinity",
  ],
  [
    "p all 0",
    () => choice(k, 2, [1], { p: [0, 0] }),
    RangeError,
    "choice: p must hold 1 or more weights above 0, got [0, 0]",
  ],
  [
    "p of too few",
    () => choice(k, 3, [2], { p: [0, 1, 0], replace: false }),
    RangeError,
    "choice: p must hold 2 or more weights above 0, got [0, 1, 0]",
  ],
])("a wrong choice is refused: %s", (_, call, kind, message) => {
  expect(call).toThrow(new (kind as ErrorConstructor)(message));
  expect(call).toThrow(kind);
});
