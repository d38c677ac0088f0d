import { testRefusals } from "@tooling/golden/refusals";
import { choice, key } from "./index.ts";

const k = key(0);

testRefusals("a wrong choice is refused", [
  [() => choice(k, 0), RangeError, "choice: a must hold something to draw from, got 0"],
  [
    () => choice(k, 3, [4], { replace: false }),
    RangeError,
    "choice: shape must hold at most 3 draws without replacement, got [4]",
  ],
  [
    () => choice(k, 3, [4], { replace: 0 as never }),
    TypeError,
    "choice: replace must be true or false, got 0",
  ],
  [
    () => choice(k, 3, [1], { p: [0.5, 0.5] }),
    RangeError,
    "choice: p must hold 3 weights, one for each of a, got [0.5, 0.5]",
  ],
  [() => choice(k, 1, [1], { p: [[1]] }), RangeError, "choice: p must have 1 axis, got shape [1, 1]"],
  [() => choice(k, 2, [1], { p: [-1, 2] }), RangeError, "choice: p must hold weights of at least 0, got -1"],
  [
    () => choice(k, 2, [1], { p: [Number.NaN, 2] }),
    RangeError,
    "choice: p must hold weights of at least 0, got NaN",
  ],
  [
    () => choice(k, 2, [1], { p: [Infinity, 2] }),
    RangeError,
    "choice: p must have a finite sum, got Infinity",
  ],
  [
    () => choice(k, 2, [1], { p: [0, 0] }),
    RangeError,
    "choice: p must hold 1 or more weights above 0, got 0",
  ],
  [
    () => choice(k, 50, [50], { p: Float32Array.from({ length: 50 }, (_, i) => i % 5), replace: false }),
    RangeError,
    "choice: p must hold 50 or more weights above 0, got 40",
  ],
  [
    () => choice(k, 3, [2], { p: [0, 1, 0], replace: false }),
    RangeError,
    "choice: p must hold 2 or more weights above 0, got 1",
  ],
]);
