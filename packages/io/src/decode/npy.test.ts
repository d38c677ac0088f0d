import { tensor } from "@ngc/tensor";
import { makeTensor } from "@ngc/tensor/authoring";
import { describe, expect, it } from "vitest";
import { latin1, utf8 } from "../../test/bytes.ts";
import { codeOf, hex } from "../../test/code-of.ts";
import { npyHeaderText as header, npyFile } from "../../test/npy-file.ts";
import { encodeNpy } from "../encode/npy.ts";
import { FormatError } from "../format-error.ts";
import { decodeNpy } from "./npy.ts";

const whole = npyFile(header("'<i2'", "(2, 1)"), hex("feff 2c01"));

/** What decoding a file of that header and body ends in. */
function outcome(text: string | Uint8Array, body: Uint8Array = new Uint8Array(0), version = 1): string {
  return codeOf(() => decodeNpy(npyFile(text, body, version)));
}

function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  return "no error";
}

describe("hostile npy files", () => {
  it.each([
    [66, "another magic", hex("93 4e554d5058 0100 0000"), "BAD_MAGIC"],
    [66, "text", utf8("1,2,3\n4,5,6\n"), "BAD_MAGIC"],
    [67, "a pickle", hex("80 04 95 0b00000000000000 8c 01 61 94 2e"), "UNSAFE_PICKLE"],
    [68, "nothing", hex(""), "TRUNCATED"],
    [69, "version 9.9", hex("93 4e554d5059 0909 0000"), "BAD_VERSION"],
    [69, "version 1.1", hex("93 4e554d5059 0101 0000"), "BAD_VERSION"],
    [70, "a header longer than the file", npyFile("{}", undefined, 1, 0xffff), "LENGTH_LIE"],
    [70, "a header of 2^32 - 1 bytes", npyFile("{}", undefined, 2, 0xffff_ffff), "LENGTH_LIE"],
    [
      71,
      "a header of 10,001 letters",
      npyFile(header("'<f4'", "(0,)").padEnd(10_001), undefined, 2),
      "LIMIT",
    ],
  ])("line %i: %s is refused", (_, __, bytes, code) => {
    expect(codeOf(() => decodeNpy(bytes))).toBe(code);
  });

  it("line 71: a header of 10,000 letters is read", () => {
    expect(decodeNpy(npyFile(header("'<f4'", "(0,)").padEnd(10_000), undefined, 2)).shape).toEqual([0]);
  });

  it.each([
    [72, "a list", "[1, 2]\n", "BAD_HEADER"],
    [72, "a call", "__import__('os').system('id')\n", "BAD_HEADER"],
    [72, "a call among the values", header("'<f4'", "(1,)", "print()"), "BAD_HEADER"],
    [72, "a NUL", `${header("'<f4'", "(0,)")}\0`, "BAD_HEADER"],
    [72, "9,000 parentheses", "(".repeat(9_000), "BAD_HEADER"],
    [72, "a comment", `# x\n${header("'<f4'", "(0,)")}`, "BAD_HEADER"],
    [72, "a dict that does not end", "{'descr': '<f4'", "BAD_HEADER"],
    [72, "two dicts", "{} {}", "BAD_HEADER"],
    [73, "no descr", "{'fortran_order': False, 'shape': (0,)}", "BAD_HEADER"],
    [73, "no fortran_order", "{'descr': '<f4', 'shape': (0,)}", "BAD_HEADER"],
    [73, "no shape", "{'descr': '<f4', 'fortran_order': False}", "BAD_HEADER"],
    [73, "a fourth key", header("'<f4'", "(0,), 'x': 1"), "BAD_HEADER"],
    [73, "a key twice", header("'<f4'", "(0,), 'shape': (0,)"), "DUPLICATE"],
    [74, "a negative length", header("'<f4'", "(-1,)"), "SHAPE"],
    [74, "a float", header("'<f4'", "(1.0,)"), "SHAPE"],
    [74, "a bool", header("'<f4'", "(True,)"), "SHAPE"],
    [74, "a list", header("'<f4'", "[1]"), "SHAPE"],
    [74, "Python 2's long", header("'<f4'", "(2L,)"), "SHAPE"],
    [74, "a number in parentheses", header("'<f4'", "(1)"), "SHAPE"],
    [74, "a comma alone", header("'<f4'", "(,)"), "SHAPE"],
    [74, "a leading zero", header("'<f4'", "(01,)"), "SHAPE"],
    [74, "a tuple in a tuple", header("'<f4'", "((1,),)"), "SHAPE"],
    [75, "a length of 2^63", header("'<f4'", "(9223372036854775808,)"), "OVERFLOW"],
    [75, "lengths whose product wraps to 4", header("'|u1'", "(4294967296, 4294967296, 4)"), "OVERFLOW"],
    [
      75,
      "lengths whose product wraps to 4 in 64 bits",
      header("'|u1'", "(6148914691236517206, 6)"),
      "OVERFLOW",
    ],
    [75, "65536 x 65536 without a body", header("'<f8'", "(65536, 65536)"), "LENGTH_LIE"],
    [76, "an empty axis beside one of 2^63 - 1", header("'<f4'", "(0, 9223372036854775807)"), "OVERFLOW"],
    [77, "65 axes", header("'<f4'", `(${"1, ".repeat(65)})`), "LIMIT"],
    [77, "33 axes", header("'<f4'", `(${"1, ".repeat(33)})`), "LIMIT"],
    [80, "an array of structures", header("[('a', '<i4'), ('b', '|O')]", "(0,)"), "DTYPE"],
    [80, "objects", header("'|O'", "(1,)"), "DTYPE"],
    [80, "void", header("'|V8'", "(1,)"), "DTYPE"],
    [80, "text", header("'<U4'", "(1,)"), "DTYPE"],
    [80, "bytes", header("'|S4'", "(1,)"), "DTYPE"],
    [80, "dates", header("'<M8[ns]'", "(1,)"), "DTYPE"],
    [80, "long doubles", header("'<f16'", "(1,)"), "DTYPE"],
    [80, "complex numbers", header("'<c8'", "(1,)"), "DTYPE"],
    [80, "None", header("None", "(1,)"), "DTYPE"],
    [82, "fortran_order 1", header("'<f4'", "(0,)", "1"), "BAD_HEADER"],
    [82, "fortran_order 'yes'", header("'<f4'", "(0,)", "'yes'"), "BAD_HEADER"],
    [83, "the machine's byte order", header("'=f4'", "(0,)"), "DTYPE"],
    [83, "no byte order", header("'f4'", "(0,)"), "DTYPE"],
    [83, "no byte order for 4 bytes", header("'|f4'", "(0,)"), "DTYPE"],
  ])("line %i: %s is refused", (_, __, text, code) => {
    expect(outcome(text)).toBe(code);
  });

  it("line 78: a file that ends early is truncated, wherever it ends", () => {
    const codes = Array.from(whole, (_, end) => codeOf(() => decodeNpy(whole.subarray(0, end))));
    expect(new Set(codes)).toEqual(new Set(["TRUNCATED"]));
  });

  it("line 79: a byte after the elements is refused", () => {
    expect(codeOf(() => decodeNpy(Uint8Array.of(...whole, 0)))).toBe("TRAILING");
  });

  it.each(["|O", "|V8", "<U4", "|S4", "<M8[ns]", "<f16", "<c8"])("line 80: the error names %s", (descr) => {
    expect(messageOf(() => decodeNpy(npyFile(header(`'${descr}'`, "(1,)"))))).toBe(
      `decodeNpy: descr must be < or > and one of b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8, got "${descr}"`,
    );
  });

  it("line 81: Fortran's order is turned into rows", () => {
    const file = npyFile(
      header("'|u1'", "(2, 3, 2)", "True"),
      Uint8Array.from({ length: 12 }, (_, i) => i),
    );
    expect(decodeNpy(file).toArray()).toEqual([
      [
        [0, 6],
        [2, 8],
        [4, 10],
      ],
      [
        [1, 7],
        [3, 9],
        [5, 11],
      ],
    ]);
    expect(decodeNpy(npyFile(header("'|u1'", "(2, 0)", "True"))).shape).toEqual([2, 0]);
  });

  it("line 83: big-endian elements keep their bits, a signalling NaN's too", () => {
    const floats = npyFile(header("'>f4'", "(2,)"), hex("3f800000 7fa00001"));
    expect(new Uint32Array(decodeNpy(floats).data.buffer)).toEqual(Uint32Array.of(0x3f800000, 0x7fa00001));
    const doubles = npyFile(header("'>f8'", "(1,)"), hex("7ff4000000000001"));
    expect(new BigUint64Array(decodeNpy(doubles).data.buffer)).toEqual(
      BigUint64Array.of(0x7ff4000000000001n),
    );
    expect(decodeNpy(npyFile(header("'>i2'", "()"), hex("fffe"))).item()).toBe(-2);
    expect(decodeNpy(npyFile(header("'|i1'", "()"), hex("fe"))).item()).toBe(-2);
  });

  it("line 84: 64-bit integers are bigints, to the last digit", () => {
    const { data } = decodeNpy(npyFile(header("'<i8'", "(1,)"), hex("0100000000002000")));
    expect(data).toEqual(BigInt64Array.of(9007199254740993n));
    expect(decodeNpy(npyFile(header("'<u8'", "()"), hex("ffffffffffffffff"))).item()).toBe(2n ** 64n - 1n);
  });

  it("line 85: a bool of 2 is refused", () => {
    expect(outcome(header("'|b1'", "(3,)"), hex("000102"))).toBe("DTYPE");
    expect(decodeNpy(npyFile(header("'|b1'", "(2,)"), hex("0001"))).dtype).toBe("bool");
  });

  it("line 86: a header in UTF-8 is read, one that is not is refused", () => {
    expect(decodeNpy(npyFile(header("'|u1'", "(1,)"), hex("07"), 3)).toArray()).toEqual([7]);
    expect(outcome(header("[('é', '<f4')]", "(1,)"), hex("00000000"), 3)).toBe("DTYPE");
    expect(outcome(Uint8Array.of(0x7b, 0xff, 0xfe), hex(""), 3)).toBe("BAD_UTF8");
  });

  it("line 87: a file of no axes holds a scalar", () => {
    const { shape, dtype, data } = decodeNpy(npyFile(header("'<f2'", "()"), hex("003e")));
    expect({ shape, dtype, data }).toEqual({ shape: [], dtype: "float32", data: Float32Array.of(1.5) });
  });

  it("line 88: an axis may be empty", () => {
    expect(decodeNpy(npyFile(header("'<f4'", "(3, 0)"))).shape).toEqual([3, 0]);
  });
});

describe("decodeNpy", () => {
  it("reads headers as other programs write them", () => {
    const body = hex("0000803f");
    for (const text of [
      '{"shape":(1,),"descr":"<f4","fortran_order":False}',
      "{ 'descr' : '<f4' ,\n 'shape' : ( 1 , ) ,\t'fortran_order' : True }   ",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (1,1)}",
    ])
      expect(decodeNpy(npyFile(text, body)).data).toEqual(Float32Array.of(1));
  });

  it("copies, from any offset, and leaves its input as it was", () => {
    for (let pad = 0; pad < 9; pad++) {
      const bytes = new Uint8Array(pad + whole.length);
      bytes.set(whole, pad);
      const before = bytes.slice();
      const { data } = decodeNpy(bytes.subarray(pad));
      expect(data).toEqual(Int32Array.of(-2, 300));
      data[0] = 9;
      expect(bytes).toEqual(before);
    }
  });

  it("keeps to the limits given", () => {
    expect(codeOf(() => decodeNpy(whole, { limits: { header: 20 } }))).toBe("LIMIT");
    expect(codeOf(() => decodeNpy(whole, { limits: { input: 20 } }))).toBe("LIMIT");
    expect(codeOf(() => decodeNpy(whole, { limits: { rank: 1 } }))).toBe("LIMIT");
    expect(codeOf(() => decodeNpy("text" as never))).toBe("TypeError");
    expect(() => decodeNpy(whole, { limits: { size: 1 } as object })).toThrow(RangeError);
  });

  it("says where and in which format", () => {
    try {
      decodeNpy(npyFile(header("'<f4'", "(2, x)")));
    } catch (error) {
      expect(error).toBeInstanceOf(FormatError);
      const { format, offset } = error as FormatError;
      expect({ format, offset }).toEqual({
        format: "npy",
        offset: 10 + header("'<f4'", "(2, x), }\n").indexOf(", }"),
      });
    }
  });
});

describe("encodeNpy", () => {
  it("takes whatever stands for a tensor", () => {
    expect(decodeNpy(encodeNpy([[1, 2]]))).toEqual(tensor([[1, 2]]));
    expect(decodeNpy(encodeNpy(Int16Array.of(1, -2)))).toEqual(tensor(Int32Array.of(1, -2)));
    expect(decodeNpy(encodeNpy(tensor(5).data)).shape).toEqual([1]);
  });

  it("pads a header that ends on a multiple of 64 by 64 spaces, as NumPy 2.4.6 does", () => {
    const shape = [0, ...Array(11).fill(1), 100_000];
    const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(", ")}), }`;
    const header = latin1(`\x93NUMPY\x01\0\xb6\0${text}${" ".repeat(84)}\n`);
    expect(header.length).toBe(192);
    expect(encodeNpy(tensor(new Float32Array(0), shape))).toEqual(header);
  });

  it("writes a view's own elements", () => {
    const data = Float32Array.of(1, 2, 3, 4).subarray(1, 3);
    expect(decodeNpy(encodeNpy(data)).toArray()).toEqual([2, 3]);
  });

  it.each([
    ["bools that are none", makeTensor(Uint8Array.of(2), [1], "bool"), {}, "DTYPE"],
    ["a plain object of them", { data: Uint8Array.of(2), shape: [1], dtype: "bool" }, {}, "RangeError"],
    ["too many axes", [[1]], { limits: { rank: 1 } }, "LIMIT"],
    ["too many bytes", [1, 2], { limits: { input: 135 } }, "LIMIT"],
    ["too long a header", [1, 2], { limits: { header: 100 } }, "LIMIT"],
    ["text", "text", {}, "TypeError"],
    [
      "elements that do not fill the shape",
      { data: Float32Array.of(2), shape: [2], dtype: "float32" },
      {},
      "RangeError",
    ],
  ])("refuses %s", (_, value, options, code) => {
    expect(codeOf(() => encodeNpy(value as never, options))).toBe(code);
  });
});
