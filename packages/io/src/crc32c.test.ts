import { expect, it } from "vitest";
import { crc32c } from "./crc32c.ts";

// RFC 3720, appendix B.4, and the check value of the CRC catalogues.
it.each([
  ["32 zero bytes", new Uint8Array(32), 0x8a9136aa],
  ["32 bytes of 255", new Uint8Array(32).fill(255), 0x62a8ab43],
  ["0 to 31", Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
  ["31 to 0", Uint8Array.from({ length: 32 }, (_, i) => 31 - i), 0x113fdb5c],
  ["the digits 1 to 9", new TextEncoder().encode("123456789"), 0xe3069283],
  ["nothing", new Uint8Array(0), 0],
])("the CRC-32C of %s is the published one", (_, bytes, checksum) => {
  expect(crc32c(bytes)).toBe(checksum);
});

it("a start leaves out the bytes before it, at any alignment", () => {
  const digits = new TextEncoder().encode("123456789");
  for (let before = 0; before < 17; before++) {
    const bytes = new Uint8Array(before + digits.length).fill(170);
    bytes.set(digits, before);
    expect(crc32c(bytes, before)).toBe(0xe3069283);
  }
});
