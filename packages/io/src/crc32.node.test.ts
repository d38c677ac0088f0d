import { crc32 as zlibs } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { crc32 } from "./crc32.ts";

it("crc32 gives the check value of its polynomial", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
  expect(crc32()).toBe(0);
});

it("crc32 of parts is zlib's of the whole", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (parts) => {
      expect(crc32(...parts)).toBe(zlibs(Buffer.concat(parts)));
    }),
  );
});
