import { describe, expect, it } from "vitest";
import { codeOf, hex } from "../../test/code-of.ts";
import { decodeIdx } from "./idx.ts";

const whole = hex("00 00 0b 02 00000002 00000001 fffe 012c");

describe("decodeIdx", () => {
  it("widens big-endian 16-bit integers to int32", () => {
    const { data, shape, dtype } = decodeIdx(whole);
    expect({ data, shape, dtype }).toEqual({ data: Int32Array.of(-2, 300), shape: [2, 1], dtype: "int32" });
  });

  it("reads a scalar, an empty axis and an ArrayBuffer", () => {
    expect(decodeIdx(hex("00000800 07")).item()).toBe(7);
    expect(decodeIdx(hex("00000d02 00000000 00000005")).shape).toEqual([0, 5]);
    expect(decodeIdx(whole.slice().buffer)).toEqual(decodeIdx(whole));
  });

  it("copies, and leaves its input as it was", () => {
    const bytes = hex("00000801 00000002 0102");
    const { data } = decodeIdx(bytes);
    data[0] = 9;
    expect(bytes).toEqual(hex("00000801 00000002 0102"));
  });

  it("is truncated wherever it ends early", () => {
    const codes = Array.from(whole, (_, end) => codeOf(() => decodeIdx(whole.subarray(0, end))));
    expect(new Set(codes)).toEqual(new Set(["TRUNCATED"]));
  });

  it.each([
    ["a byte after the elements", "00000801 00000001 07 00", "TRAILING"],
    ["a packed file (gzip)", "1f8b0800 00000000 0003", "BAD_MAGIC"],
    ["a type that there is none of", "00000a01 00000001 07", "DTYPE"],
    ["more axes than 32", `00000821 ${"00000001".repeat(33)} 07`, "LIMIT"],
    ["lengths that multiply past 2^64", `00000803 ${"ffffffff".repeat(3)}`, "OVERFLOW"],
    ["an empty axis beside such lengths", `00000804 00000000 ${"ffffffff".repeat(3)}`, "OVERFLOW"],
    ["65536 x 65536 without elements", "00000802 00010000 00010000", "LENGTH_LIE"],
  ])("refuses %s", (_, bytes, code) => {
    expect(codeOf(() => decodeIdx(hex(bytes)))).toBe(code);
  });

  it("refuses more bytes than its limit, and what are no bytes", () => {
    expect(codeOf(() => decodeIdx(whole, { limits: { input: 10 } }))).toBe("LIMIT");
    expect(codeOf(() => decodeIdx("text" as never))).toBe("TypeError");
  });
});
