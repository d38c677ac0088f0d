import { type Tensor, tensor } from "@ngc/tensor";
import { describe, expect, it } from "vitest";
import { codeOf, hex } from "../../test/code-of.ts";
import { safetensorsFile as file } from "../../test/safetensors-file.ts";
import { encodeSafetensors } from "../encode/safetensors.ts";
import { decodeSafetensors } from "./safetensors.ts";

/** A file of one tensor `x`, described by that text. */
function one(description: string, body = 4): Uint8Array {
  return file(`{"x":{${description}}}`, new Uint8Array(body));
}

/** Two tensors of four bytes at those offsets, in a body of 8. */
function two(a: string, b: string): Uint8Array {
  const entry = (name: string, offsets: string): string =>
    `"${name}":{"dtype":"U8","shape":[4],"data_offsets":${offsets}}`;
  return file(`{${entry("a", a)},${entry("b", b)}}`, new Uint8Array(8));
}

const whole = one('"dtype":"F32","shape":[1,2],"data_offsets":[0,8]', 8);
const X = '"dtype":"U8","shape":[4],"data_offsets":[0,4]';

describe("hostile safetensors files", () => {
  it.each<[number, string, Uint8Array, string]>([
    [99, "nothing", hex(""), "TRUNCATED"],
    [99, "7 bytes", hex("02000000000000"), "TRUNCATED"],
    [99, "a header of no bytes", file(""), "BAD_HEADER"],
    [99, "a header of 2^64 - 1 bytes", file("{}", undefined, 2n ** 64n - 1n), "LIMIT"],
    [99, "a header of 100,000,001 bytes", file("{}", undefined, 100_000_001n), "LIMIT"],
    [99, "a header longer than the file", file("{}", undefined, 100_000_000n), "LENGTH_LIE"],
    [101, "a leading space", file(" {}"), "BAD_HEADER"],
    [101, "a leading line end", file("\n{}"), "BAD_HEADER"],
    [101, "a byte order mark", file("\uFEFF{}"), "BAD_HEADER"],
    [101, "a NUL after the header", file("{}\0"), "BAD_HEADER"],
    [101, "an array", file("[]"), "BAD_HEADER"],
    [101, "two headers", file("{}{}"), "BAD_HEADER"],
    [101, "a name that is not UTF-8", file(hex("7b 22 ff fe 22 3a 7b 7d 7d")), "BAD_UTF8"],
    [101, "an overlong NUL", file(hex("7b 22 c0 80 22 3a 7b 7d 7d")), "BAD_UTF8"],
    [102, "a hole", two("[0,4]", "[5,9]"), "OFFSET"],
    [102, "a hole at the start", one('"dtype":"U8","shape":[3],"data_offsets":[1,4]'), "OFFSET"],
    [102, "an overlap", two("[0,4]", "[3,7]"), "OFFSET"],
    [102, "an alias", two("[0,4]", "[0,4]"), "OFFSET"],
    [102, "reversed offsets", one('"dtype":"U8","shape":[4],"data_offsets":[4,0]'), "OFFSET"],
    [102, "a negative offset", one('"dtype":"U8","shape":[4],"data_offsets":[-4,0]'), "OFFSET"],
    [102, "a float", one('"dtype":"U8","shape":[4],"data_offsets":[0.0,4]'), "OFFSET"],
    [102, "a string", one('"dtype":"U8","shape":[4],"data_offsets":["0",4]'), "OFFSET"],
    [102, "null", one('"dtype":"U8","shape":[4],"data_offsets":null'), "OFFSET"],
    [102, "one offset", one('"dtype":"U8","shape":[4],"data_offsets":[4]'), "OFFSET"],
    [102, "three offsets", one('"dtype":"U8","shape":[4],"data_offsets":[0,4,4]'), "OFFSET"],
    [
      102,
      "an offset of 2^64",
      one('"dtype":"U8","shape":[4],"data_offsets":[0,18446744073709551616]'),
      "OFFSET",
    ],
    [103, "bytes that belong to no tensor", one(X, 5), "TRAILING"],
    [103, "bytes without any tensor", file("{}", new Uint8Array(1)), "TRAILING"],
    [103, "a byte less", one(X, 3), "TRUNCATED"],
    [103, "a GiB less", one('"dtype":"U8","shape":[1073741824],"data_offsets":[0,1073741824]'), "LENGTH_LIE"],
    [
      104,
      "lengths whose product wraps",
      one('"dtype":"U8","shape":[4194305,4194305,211106198978564],"data_offsets":[0,4]'),
      "OVERFLOW",
    ],
    [
      104,
      "a length of 2^64",
      one('"dtype":"U8","shape":[18446744073709551616],"data_offsets":[0,4]'),
      "OVERFLOW",
    ],
    [
      104,
      "2^62 of 4 bytes",
      one('"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,4]'),
      "OVERFLOW",
    ],
    [
      104,
      "an empty axis beside one of 2^64",
      one('"dtype":"U8","shape":[0,18446744073709551616],"data_offsets":[0,0]', 0),
      "OVERFLOW",
    ],
    [
      104,
      "an empty axis beside one of 2^53",
      one('"dtype":"U8","shape":[0,9007199254740993],"data_offsets":[0,0]', 0),
      "OVERFLOW",
    ],
    [
      104,
      "a length of 10,000 digits",
      one(`"dtype":"U8","shape":[1${"0".repeat(10_000)}],"data_offsets":[0,4]`),
      "OVERFLOW",
    ],
    [105, "a length of 2.0", one('"dtype":"U8","shape":[2.0,2],"data_offsets":[0,4]'), "SHAPE"],
    [105, "a length of -0", one('"dtype":"U8","shape":[-0],"data_offsets":[0,0]', 0), "SHAPE"],
    [105, "a length of 1e0", one('"dtype":"U8","shape":[4,1e0],"data_offsets":[0,4]'), "SHAPE"],
    [
      105,
      "a length of 2^53 + 1",
      one('"dtype":"U8","shape":[9007199254740993],"data_offsets":[0,4]'),
      "SHAPE",
    ],
    [105, "a length that is a string", one('"dtype":"U8","shape":["4"],"data_offsets":[0,4]'), "SHAPE"],
    [105, "a shape that is a number", one('"dtype":"U8","shape":4,"data_offsets":[0,4]'), "SHAPE"],
    [105, "a shape that needs other bytes", one('"dtype":"U8","shape":[3],"data_offsets":[0,4]'), "SHAPE"],
    [105, "33 axes", one(`"dtype":"U8","shape":[4${",1".repeat(32)}],"data_offsets":[0,4]`), "LIMIT"],
    [106, "a tensor twice", file(`{"x":{${X}},"x":{${X}}}`, new Uint8Array(4)), "DUPLICATE"],
    [
      106,
      "a tensor twice, once escaped",
      file(`{"x":{${X}},"\\u0078":{${X}}}`, new Uint8Array(4)),
      "DUPLICATE",
    ],
    [106, "a key twice", one(`${X},"dtype":"U8"`), "DUPLICATE"],
    [106, "metadata twice", file('{"__metadata__":{},"__metadata__":{}}'), "DUPLICATE"],
    [106, "a name in metadata twice", file('{"__metadata__":{"a":"","a":""}}'), "DUPLICATE"],
    [107, "a dtype that is none", one('"dtype":"Q4","shape":[4],"data_offsets":[0,4]'), "DTYPE"],
    [107, "a dtype in small letters", one('"dtype":"f32","shape":[1],"data_offsets":[0,4]'), "DTYPE"],
    [107, "the dtype __proto__", one('"dtype":"__proto__","shape":[1],"data_offsets":[0,4]'), "DTYPE"],
    [107, "8-bit floats", one('"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]'), "DTYPE"],
    [107, "a dtype that is a number", one('"dtype":32,"shape":[1],"data_offsets":[0,4]'), "DTYPE"],
    [107, "a bool of 2", file('{"x":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]}}', hex("02")), "DTYPE"],
    [107, "a further key", one(`${X},"strides":[1]`), "BAD_HEADER"],
    [107, "no shape", one('"dtype":"U8","data_offsets":[0,4]'), "BAD_HEADER"],
    [107, "no dtype", one('"shape":[4],"data_offsets":[0,4]'), "BAD_HEADER"],
    [107, "no offsets", one('"dtype":"U8","shape":[4]'), "BAD_HEADER"],
    [107, "a tensor that is null", file('{"x":null}'), "BAD_HEADER"],
    [107, "a tensor that is an array", file('{"x":[]}'), "BAD_HEADER"],
    [108, "metadata that are no string", file('{"__metadata__":{"a":1}}'), "BAD_HEADER"],
    [108, "metadata that are null", file('{"__metadata__":null}'), "BAD_HEADER"],
    [108, "metadata in metadata", file('{"__metadata__":{"a":{}}}'), "BAD_HEADER"],
    [109, "100,000 arrays in each other", file("[".repeat(100_000)), "DEPTH"],
    [109, "100,000 objects in each other", file('{"a":'.repeat(100_000)), "DEPTH"],
    [109, "100,000 arrays for a tensor", file(`{"x":${"[".repeat(100_000)}`), "DEPTH"],
    [109, "100,000 objects for a shape", one(`"shape":${'{"a":'.repeat(100_000)}`), "DEPTH"],
    [109, "100,000 objects in metadata", file(`{"__metadata__":{"a":${'{"a":'.repeat(100_000)}`), "DEPTH"],
    [112, "a lone surrogate", file('{"\\ud800":{}}'), "BAD_UTF8"],
    [112, "a lone surrogate in UTF-8", file(hex("7b 22 eda080 22 3a 7b 7d 7d")), "BAD_UTF8"],
  ])("line %i: %s is refused", (_, __, bytes, code) => {
    expect(codeOf(() => decodeSafetensors(bytes))).toBe(code);
  });

  it("line 100: a file that ends early is truncated, wherever it ends", () => {
    const codes = Array.from(whole, (_, end) => codeOf(() => decodeSafetensors(whole.subarray(0, end))));
    expect(new Set(codes)).toEqual(new Set(["TRUNCATED"]));
  });

  it("line 101: spaces after the header are padding", () => {
    expect(decodeSafetensors(file("{}   ")).tensors.size).toBe(0);
  });

  it("line 102: tensors may stand in any order in the header", () => {
    const { tensors } = decodeSafetensors(two("[4,8]", "[0,4]"));
    expect([...tensors.keys()]).toEqual(["a", "b"]);
  });

  it("line 110: 300,000 empty tensors are too many, and found out early", () => {
    const entry = '{"dtype":"U8","shape":[0],"data_offsets":[0,0]}';
    const names = Array.from({ length: 300_000 }, (_, i) => `"${i}":${entry}`);
    const hostile = file(`{${names.join(",")}}`);
    expect(codeOf(() => decodeSafetensors(hostile))).toBe("LIMIT");
    expect(codeOf(() => decodeSafetensors(hostile, { limits: { values: 1000 } }))).toBe("LIMIT");
  });

  it("line 111: empty axes, no axes, NaN and elements at any offset are read", () => {
    for (let pad = 0; pad < 9; pad++) {
      const entries = [
        '"scalar":{"dtype":"F32","shape":[],"data_offsets":[0,4]}',
        '"empty":{"dtype":"F64","shape":[2,0],"data_offsets":[4,4]}',
        '"long":{"dtype":"I64","shape":[1],"data_offsets":[4,12]}',
      ];
      const bytes = file(`{${entries.join(",")}}${" ".repeat(pad)}`, hex("0000c07f 0100000000002000"));
      const { tensors } = decodeSafetensors(bytes);
      expect(tensors.get("scalar")?.item()).toBeNaN();
      expect(tensors.get("empty")?.shape).toEqual([2, 0]);
      expect(tensors.get("long")?.data).toEqual(BigInt64Array.of(2n ** 53n + 1n));
    }
  });

  it("line 111: empty tensors may lie between others and at their ends", () => {
    const entries = [
      '"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}',
      '"b":{"dtype":"U8","shape":[0],"data_offsets":[2,2]}',
      '"c":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}',
      '"d":{"dtype":"U8","shape":[0],"data_offsets":[4,4]}',
      '"e":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}',
    ];
    expect(decodeSafetensors(file(`{${entries.join(",")}}`, new Uint8Array(4))).tensors.size).toBe(5);
    const inside = entries[1].replace("[2,2]", "[1,1]");
    expect(codeOf(() => decodeSafetensors(file(`{${entries[0]},${inside}}`, new Uint8Array(2))))).toBe(
      "OFFSET",
    );
  });

  it.each(["__proto__", "constructor", "", "../../x", "a/b", "C:\\x", "é → 🙂", 'quo"te', "\u0000"])(
    "line 112: a tensor may be named %j, which is only a name",
    (name) => {
      const bytes = file(
        `{${JSON.stringify(name)}:{${X}},"__metadata__":{${JSON.stringify(name)}:"text"}}`,
        new Uint8Array(4),
      );
      const { tensors, metadata } = decodeSafetensors(bytes);
      expect([...tensors.keys()]).toEqual([name]);
      expect(Object.entries(metadata)).toEqual([[name, "text"]]);
      expect(Object.getPrototypeOf(metadata)).toBeNull();
      expect(decodeSafetensors(encodeSafetensors({ tensors, metadata }))).toEqual({ tensors, metadata });
    },
  );
});

describe("the header's JSON", () => {
  it.each([
    ["a comma too many", '{"__metadata__":{"a":"b",}}'],
    ["a comma too few", '{"__metadata__":{"a":"b" "c":"d"}}'],
    ["no colon", '{"__metadata__" {}}'],
    ["a name without quotes", "{a:{}}"],
    ["a string that does not end", '{"__metadata__":{"a":"b'],
    ["a string that ends in a backslash", '{"__metadata__":{"a":"b\\'],
    ["a line end in a string", '{"__metadata__":{"a":"\n"}}'],
    ["an escape of its own", '{"__metadata__":{"a":"\\x41"}}'],
    ["half an escape", '{"__metadata__":{"a":"\\u004"}}'],
    ["an object that does not end", "{"],
    ["a leading zero", '{"x":{"shape":[01]}}'],
    ["NaN", '{"x":{"shape":[NaN]}}'],
    ["Infinity", '{"x":{"shape":[Infinity]}}'],
    ["-Infinity", '{"x":{"shape":[-Infinity]}}'],
    ["half a word", '{"x":nul}'],
    ["a comment", "{/**/}"],
  ])("with %s is refused", (_, text) => {
    expect(codeOf(() => decodeSafetensors(file(text)))).toBe("BAD_HEADER");
  });

  it("may have spaces between its parts and escapes in its strings", () => {
    const text = '{ "__metadata__" :\t{ "a" : "\\u00e9\\ud83d\\ude42\\n\\"\\\\\\/\\b\\f\\r\\t" }\r\n}';
    expect(decodeSafetensors(file(text)).metadata.a).toBe('é🙂\n"\\/\b\f\r\t');
  });
});

describe("decodeSafetensors", () => {
  it("keeps to the limits given", () => {
    expect(codeOf(() => decodeSafetensors(whole, { limits: { header: 8 } }))).toBe("LIMIT");
    expect(codeOf(() => decodeSafetensors(whole, { limits: { tensors: 0 } }))).toBe("LIMIT");
    expect(codeOf(() => decodeSafetensors(whole, { limits: { rank: 1 } }))).toBe("LIMIT");
    expect(codeOf(() => decodeSafetensors(whole, { limits: { depth: 1 } }))).toBe("DEPTH");
    expect(codeOf(() => decodeSafetensors(whole, { limits: { input: 8 } }))).toBe("LIMIT");
    expect(codeOf(() => decodeSafetensors(5 as never))).toBe("TypeError");
  });

  it("copies, and leaves its input as it was", () => {
    const before = whole.slice();
    const x = decodeSafetensors(whole).tensors.get("x");
    if (x !== undefined) x.data[0] = 7;
    expect(whole).toEqual(before);
  });
});

describe("encodeSafetensors", () => {
  it("lays the widest first, each aligned, whatever the order given", () => {
    const tensors = new Map<string, Tensor>([
      ["u8", tensor(Uint8Array.of(1, 2, 3))],
      ["b", tensor(Float32Array.of(1))],
      ["a", tensor(Float32Array.of(2))],
      ["i64", tensor(BigInt64Array.of(3n))],
    ]);
    const text = new TextDecoder().decode(encodeSafetensors({ tensors }));
    expect([...text.matchAll(/"(\w+)":\{"dtype/g)].map(([, name]) => name)).toEqual(["i64", "a", "b", "u8"]);
    const decoded = decodeSafetensors(encodeSafetensors({ tensors })).tensors;
    for (const [name, x] of tensors) expect(decoded.get(name)).toEqual(x);
  });

  it.each([
    ["a tensor named __metadata__", { tensors: new Map([["__metadata__", [1]]]) }, {}, "BAD_KEY"],
    ["a lone surrogate in a name", { tensors: new Map([["\ud800", [1]]]) }, {}, "BAD_UTF8"],
    ["a lone surrogate in metadata", { tensors: new Map(), metadata: { a: "\udc00" } }, {}, "BAD_UTF8"],
    ["more tensors than are read", { tensors: new Map([["a", [1]]]) }, { limits: { tensors: 0 } }, "LIMIT"],
    ["a longer header than is read", { tensors: new Map([["a", [1]]]) }, { limits: { header: 8 } }, "LIMIT"],
    ["more bytes than are read", { tensors: new Map([["a", [1]]]) }, { limits: { input: 8 } }, "LIMIT"],
    ["metadata that are no text", { tensors: new Map(), metadata: { a: 1 } }, {}, "TypeError"],
    ["metadata that are null", { tensors: new Map(), metadata: null }, {}, "TypeError"],
    ["a name that is no text", { tensors: new Map([[1, [1]]]) }, {}, "TypeError"],
    ["an object for tensors", { tensors: { a: [1] } }, {}, "TypeError"],
    ["nothing", undefined, {}, "TypeError"],
  ])("refuses %s", (_, content, options, code) => {
    expect(codeOf(() => encodeSafetensors(content as never, options))).toBe(code);
  });
});
