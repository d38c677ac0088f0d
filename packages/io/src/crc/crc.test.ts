import fc from "fast-check";
import { expect, it } from "vitest";
import { utf8 } from "../../test/bytes.ts";
import { joined } from "../internal/joined.ts";
import { crc32 } from "./crc32.ts";
import { crc32c } from "./crc32c.ts";

/** What both are by definition: the remainder of a division by the polynomial, bit for bit. */
function remainder(bytes: Uint8Array, polynomial: number): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? polynomial : 0);
  }
  return ~crc >>> 0;
}

it("the remainder of the digits 1 to 9 is the check value of each polynomial", () => {
  expect(remainder(utf8("123456789"), 0xedb88320)).toBe(0xcbf43926);
  expect(remainder(utf8("123456789"), 0x82f63b78)).toBe(0xe3069283);
});

it("crc32 of parts is the remainder of the whole", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (parts) => {
      expect(crc32(...parts)).toBe(remainder(joined(parts), 0xedb88320));
    }),
  );
});

it.each([1000, 100_003, 1_000_000])("so are both of %d bytes, at any alignment", (length) => {
  const bytes = Uint8Array.from({ length: length + 9 }, (_, i) => (i * i) >>> 5);
  for (const start of [0, 1, 7, 8]) {
    const view = bytes.subarray(start, start + length);
    expect(crc32(view)).toBe(remainder(view, 0xedb88320));
    expect(crc32c(view)).toBe(remainder(view, 0x82f63b78));
  }
});
