import { expect, it } from "vitest";
import { bits, key } from "../index.ts";
import { stableOrder } from "./stable-order.ts";

it.each([0, 1, 2, 255, 256, 257, 3000])(
  "stableOrder sorts %i keys and keeps the order of equal ones",
  (count) => {
    for (const mask of [0, 0x80000001, 0x00300c03, 0xffffffff]) {
      const keys = bits(key(count), [count]).data.map((word) => (word & mask) >>> 0);
      const values = Int32Array.from(keys, (_, i) => 7 * i - 100);
      const places = Array.from(keys, (_, i) => i).sort((a, b) => keys[a] - keys[b]);
      const expected = places.map((place) => values[place]);
      expect(Array.from(stableOrder(keys.slice(), values.slice()))).toEqual(expected);
    }
  },
);
