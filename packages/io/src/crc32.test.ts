import fc from "fast-check";
import { expect, it } from "vitest";
import { concat } from "../test/bytes.ts";
import { crc32 } from "./crc32.ts";

it("crc32 gives the check value of its polynomial", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
  expect(crc32()).toBe(0);
});

/** The definition: the remainder of a division by the polynomial, bit for bit. */
function remainder(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

it("crc32 of parts is that of the whole", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (parts) => {
      expect(crc32(...parts)).toBe(remainder(concat(parts)));
    }),
  );
});
