import { expect, it } from "vitest";
import { threefry2x32 } from "./threefry.ts";

// The lines `threefry2x32 20` of Random123's kat_vectors: counter, key, answer.
const KNOWN_ANSWERS = [
  [0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x6b200159, 0x99ba4efe],
  [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x1cb996fc, 0xbb002be7],
  [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xc4923a9c, 0x483df7a0],
];

it.each(KNOWN_ANSWERS)(
  "threefry2x32 of count %i %i under key %i %i is Random123's",
  (c0, c1, k0, k1, a, b) => {
    const words = new Uint32Array(2);
    threefry2x32(k0, k1, c0, c1, words, 2);
    expect([...words]).toEqual([a, b]);
  },
);

it("threefry2x32 counts on and keeps both words, or their exclusive or", () => {
  const both = new Uint32Array(6);
  const folded = new Uint32Array(3);
  threefry2x32(3, 4, 5, 0xffffffff, both, 2);
  threefry2x32(3, 4, 5, 0xffffffff, folded, 1);
  const second = new Uint32Array(2);
  threefry2x32(3, 4, 5, 0, second, 2);
  expect([...both.subarray(2, 4)]).toEqual([...second]);
  expect([...folded]).toEqual([0, 1, 2].map((i) => (both[2 * i] ^ both[2 * i + 1]) >>> 0));
});
