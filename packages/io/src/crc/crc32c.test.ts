import { usePlainPath } from "@ngc/tensor/authoring";
import { afterEach, describe, expect, it } from "vitest";
import { crc32c, crc32cFrom } from "./crc32c.ts";

afterEach(() => usePlainPath(false));

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
    expect(crc32cFrom(bytes, before)).toBe(0xe3069283);
  }
});

describe.each([false, true])("without the kernel: %s", (plain) => {
  // Where eight tables begin (no call before has made them), the kernel, and where a piece of its ends, from each of eight alignments on.
  it.each([
    [0, 600],
    [32_768 - 70, 32_768 + 70],
    [5_275 + 2 * 16_384 - 70, 5_275 + 2 * 16_384 + 70],
    [5_275 + 3 * 16_384 - 70, 5_275 + 3 * 16_384 + 70],
  ])("bytes of every length from %i to %i have the checksum of the definition", (least, most) => {
    usePlainPath(plain);
    for (let start = 0; start < 8; start++) {
      const bytes = noise(start + most);
      const defined = remainders(bytes, start);
      const wrong: number[] = [];
      for (let length = least; length <= most; length++)
        if (crc32cFrom(bytes.subarray(0, start + length), start) !== defined[length]) wrong.push(length);
      expect(wrong).toEqual([]);
    }
  });

  it("each single bit of 40,000 bytes changes it", () => {
    usePlainPath(plain);
    const bytes = noise(40_000);
    const whole = crc32c(bytes);
    for (let at = 0; at < bytes.length; at += 37) {
      bytes[at] ^= 1 << (at % 8);
      expect(crc32c(bytes)).not.toBe(whole);
      bytes[at] ^= 1 << (at % 8);
    }
  });
});

it("an ArrayBuffer and shared memory have a checksum too, and nothing else has", () => {
  const digits = Uint8Array.from("123456789", (digit) => digit.charCodeAt(0));
  expect(crc32c(digits.buffer)).toBe(0xe3069283);
  const shared = new Uint8Array(new SharedArrayBuffer(40_000));
  expect(crc32c(shared)).toBe(crc32c(new Uint8Array(40_000)));
  const detached = new Uint8Array(9);
  structuredClone(detached, { transfer: [detached.buffer] });
  for (const wrong of ["123456789", new Uint16Array(2), detached, undefined])
    expect(() => crc32c(wrong as never)).toThrow(TypeError);
});

/** Bytes without a pattern, by a congruential generator. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

/** The checksums of the first 0, 1, 2 … bytes from `start` on: the polynomial's division, bit by bit. */
function remainders(bytes: Uint8Array, start: number): number[] {
  let register = 0xffff_ffff;
  const checksums = [0];
  for (const byte of bytes.subarray(start)) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit++) register = (register >>> 1) ^ (register & 1 ? 0x82f63b78 : 0);
    checksums.push(~register >>> 0);
  }
  return checksums;
}
