import { crc32 as zlibs } from "node:zlib";
import { usePlainPath } from "@ngc/tensor/authoring";
import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { crc32 } from "./crc32.ts";

afterEach(() => usePlainPath(false));

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

it.each([false, true])("crc32 of long parts is zlib's of the whole, without the kernel: %s", (plain) => {
  usePlainPath(plain);
  const bytes = Uint8Array.from({ length: 150_000 }, (_, i) => (i * i) >>> 5);
  for (let length = 32_700; length < 32_900; length++) {
    const parts = [bytes.subarray(3, length), bytes.subarray(length, 4 * length)];
    expect(crc32(...parts)).toBe(zlibs(bytes.subarray(3, 4 * length)));
  }
});
