import { encode as packMessage } from "@msgpack/msgpack";
import { tensor } from "@ngc/tensor";
import { describe, expect, it } from "vitest";
import { codeOf, hex } from "../../test/code-of.ts";
import { encode } from "../encode/envelope.ts";
import { joined } from "../internal/joined.ts";
import { decode } from "./envelope.ts";

/** `count` arrays in each other, each saying that it holds `length` values. */
function chain(count: number, length: number): Uint8Array {
  const header = [0xdd, length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255];
  return Uint8Array.from({ length: 5 * count }, (_, i) => header[i % 5]);
}

/** `count` arrays in each other, none of which alone promises more values than there are bytes behind it. */
function filled(count: number): Uint8Array {
  return joined(Array.from({ length: count }, (_, i) => chain(1, 5 * (count - 1 - i))));
}

function nested(count: number, header: string, leaf = "c0"): Uint8Array {
  return hex(header.repeat(count) + leaf);
}

// A document of each kind of value, in MessagePack's short forms and long ones, as @msgpack writes it.
const document = packMessage({
  weights: new Uint8Array(40).fill(7),
  name: "a name that is longer than thirty-one bytes",
  list: [1, -1, 200, -200, 70000, -70000, 2 ** 33, 0.5, true, null],
  inner: { a: {}, b: [[]], when: new Date(1_700_000_000_123) },
});

const packedFloat = (shape: string, name: string, bytes: string): string => {
  const body = `93${shape}${name}${bytes}`;
  return `c7${(body.length / 2).toString(16).padStart(2, "0")}01${body}`;
};
const FLOAT32 = "a7666c6f61743332";

describe("hostile MessagePack", () => {
  const rows: [line: number, what: string, bytes: Uint8Array, code: string][] = [
    [1, "no bytes", hex(""), "TRUNCATED"],
    [3, "a byte after the value", hex("01 02"), "TRAILING"],
    [4, "two values", hex("a161 a162"), "TRAILING"],
    [5, "the byte that begins no value", hex("c1"), "BAD_HEADER"],
    [5, "the byte that begins no value, inside", hex("92 01 c1"), "BAD_HEADER"],
    [6, "100,000 arrays in each other", nested(100_000, "91"), "DEPTH"],
    [6, "1,000,000 arrays in each other", nested(1_000_000, "91"), "DEPTH"],
    [6, "65 arrays in each other", nested(65, "91"), "DEPTH"],
    [6, "64 arrays in each other", nested(64, "91"), "no error"],
    [7, "100,000 maps in each other", nested(100_000, "81a161"), "DEPTH"],
    [8, "an array of 2^32 - 1 values", hex("dd ffffffff"), "LENGTH_LIE"],
    [9, "an array of 33,554,432 values", hex("dd 02000000"), "LENGTH_LIE"],
    [10, "4 such arrays in each other", chain(4, 33_554_432), "LENGTH_LIE"],
    [11, "110 arrays of 1,000,000 in each other", chain(110, 1_000_000), "LENGTH_LIE"],
    [12, "60 arrays in each other, each as long as bytes are left", filled(60), "LENGTH_LIE"],
    [13, "a map of 2^32 - 1 pairs", hex("df ffffffff"), "LENGTH_LIE"],
    [14, "a string of 2^32 - 1 bytes", hex("db ffffffff 61"), "LENGTH_LIE"],
    [15, "binary of 2^32 - 1 bytes", hex("c6 ffffffff 61"), "LENGTH_LIE"],
    [16, "an extension of 2^32 - 1 bytes", hex("c9 ffffffff 01 61"), "LENGTH_LIE"],
    [19, "a key twice", hex("82 a161 01 a161 02"), "DUPLICATE"],
    [19, "a key twice, before and after a number", hex("83 a161 01 05 02 a161 03"), "DUPLICATE"],
    [19, "a numeric key twice, as integer and float", hex("82 01 01 cb3ff0000000000000 02"), "DUPLICATE"],
    [19, "a key of a Map twice", hex("c7 05 11 94 01 01 01 02"), "DUPLICATE"],
    [19, "a value of a Set twice", hex("d6 12 93 01 02 01"), "DUPLICATE"],
    [21, "a nil key", hex("81 c0 01"), "BAD_KEY"],
    [21, "a boolean key", hex("81 c3 01"), "BAD_KEY"],
    [21, "an array as key", hex("81 90 01"), "BAD_KEY"],
    [21, "binary as key", hex("81 c40161 01"), "BAD_KEY"],
    [21, "a 64-bit key", hex("81 cf0000000000000001 01"), "BAD_KEY"],
    [22, "a string that is no UTF-8", hex("a2 fffe"), "BAD_UTF8"],
    [22, "a long string that is no UTF-8", hex(`d9ff ${"ff".repeat(255)}`), "BAD_UTF8"],
    [22, "a key that is no UTF-8", hex("81 a1ff 01"), "BAD_UTF8"],
    [22, "an overlong form", hex("a2 c0af"), "BAD_UTF8"],
    [23, "a lone surrogate", hex("a3 eda080"), "BAD_UTF8"],
    [25, "an unknown extension", hex("d4 63 00"), "UNSUPPORTED"],
    [25, "one of Flax's complex numbers", hex("c7 04 02 92 01 02 c0"), "UNSUPPORTED"],
    [26, "a timestamp of 3 bytes", hex("c7 03 ff 000000"), "BAD_HEADER"],
    [26, "a timestamp with 10^9 nanoseconds", hex("d7 ff ee6b280000000000"), "BAD_HEADER"],
    [26, "a timestamp past what a Date holds", hex("c7 0c ff 00000000 7fffffffffffffff"), "OVERFLOW"],
    [29, "a tensor with a byte less", hex(packedFloat("9101", FLOAT32, "c403000000")), "SHAPE"],
    [29, "a tensor with a byte more", hex(packedFloat("9101", FLOAT32, "c4050000000000")), "SHAPE"],
    [29, "a negative axis", hex(packedFloat("91ff", FLOAT32, "c400")), "SHAPE"],
    [29, "a fractional axis", hex(packedFloat("91cb3ff8000000000000", FLOAT32, "c400")), "SHAPE"],
    [29, "a product past 2^64", hex(packedFloat(`94${"ceffffffff".repeat(4)}`, FLOAT32, "c400")), "SHAPE"],
    [29, "more axes than 32", hex(packedFloat(`dc0021${"01".repeat(33)}`, FLOAT32, "c40400000000")), "LIMIT"],
    [30, "a tensor of strings", hex(packedFloat("9101", "a3737472", "c400")), "DTYPE"],
    [
      30,
      "a tensor named like a property of every object",
      hex(packedFloat("9101", "a8746f537472696e67", "c400")),
      "DTYPE",
    ],
    [30, "a bool of 2", hex(packedFloat("9101", "a4626f6f6c", "c40102")), "DTYPE"],
    [30, "bytes after a tensor in its extension", hex("c7 0d 01 93 9100 a5696e743332 c400 0000"), "TRAILING"],
  ];
  it.each(rows)("line %d: %s", (_, __, bytes, code) => {
    expect(codeOf(() => decode(bytes))).toBe(code);
  });

  it("line 2: a document that ends early is truncated, wherever it ends", () => {
    const codes = Array.from(document, (_, end) => codeOf(() => decode(document.subarray(0, end))));
    expect(new Set(codes)).toEqual(new Set(["TRUNCATED"]));
    expect(codes.length).toBeGreaterThan(150);
  });

  it.each([
    [17, "__proto__"],
    [18, "constructor"],
    [18, "prototype"],
    [18, "toString"],
    [18, "hasOwnProperty"],
  ])("line %d: the key %s is an own property of an object without prototype", (_, key) => {
    const object = decode(packMessage(pack(key))) as object;
    expect(Object.getPrototypeOf(object)).toBeNull();
    expect(Object.getOwnPropertyDescriptor(object, key)?.value).toBe(1);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("line 20: numbers among the keys make a Map", () => {
    expect(decode(hex("82 05 a161 a162 02"))).toEqual(
      new Map<unknown, unknown>([
        [5, "a"],
        ["b", 2],
      ]),
    );
    expect(decode(hex("81 cb3ff8000000000000 01"))).toEqual(new Map([[1.5, 1]]));
    const mixed = decode(hex("83 a162 01 a135 02 05 03")) as Map<unknown, unknown>;
    expect([...mixed]).toEqual([
      ["b", 1],
      ["5", 2],
      [5, 3],
    ]);
  });

  it("line 24: an integer in 64 bits is a bigint, to the last digit", () => {
    expect(decode(hex("cf 0020000000000001"))).toBe(9007199254740993n);
    expect(decode(hex("d3 8000000000000000"))).toBe(-(2n ** 63n));
  });

  it("line 27: 999,999,999 nanoseconds stay in their second", () => {
    expect(decode(hex("d7 ff ee6b27fc 00000000"))).toEqual(new Date(999));
    expect(decode(hex("c7 0c ff 3b9ac9ff ffffffffffffffff"))).toEqual(new Date(-1));
  });

  it("line 31: a tensor at any offset is read", () => {
    for (let pad = 0; pad < 9; pad++) {
      const body = hex(`92 a${pad} ${"61".repeat(pad)} ${packedFloat("9101", FLOAT32, "c4040000803f")}`);
      expect(decode(body)).toEqual(["a".repeat(pad), tensor([1])]);
    }
  });

  it("line 32: what is decoded does not share the input's memory", () => {
    const bytes = encode([Uint8Array.of(1, 2), tensor([3]), new Int16Array([4])]);
    const decoded = decode(bytes);
    bytes.fill(0);
    expect(decoded).toEqual([Uint8Array.of(1, 2), tensor([3]), new Int16Array([4])]);
  });

  it("line 33: shared memory is copied before it is checked", () => {
    const bytes = encode([1, "two"]);
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    expect(decode(shared)).toEqual([1, "two"]);
  });

  it("line 34: a detached buffer is a TypeError, not an empty document", () => {
    const bytes = encode(1);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer as ArrayBuffer] });
    expect(codeOf(() => decode(bytes))).toBe("TypeError");
    expect(codeOf(() => decode(bytes.buffer as ArrayBuffer))).toBe("TypeError");
  });

  it("line 35: the size of the input is capped", () => {
    expect(codeOf(() => decode(encode([1, 2, 3]), { limits: { input: 20 } }))).toBe("LIMIT");
  });

  it("line 36: there is no hook on keys", () => {
    const options = { mapKeyConverter: () => "__proto__" } as object;
    expect(decode(hex("81 a161 01"), options)).toEqual({ a: 1 });
  });

  it("limits are counted over the whole document", () => {
    expect(codeOf(() => decode(hex("93 01 02 03"), { limits: { values: 10 } }))).toBe("LIMIT");
    expect(codeOf(() => decode(encode([tensor([1]), tensor([2])]), { limits: { tensors: 1 } }))).toBe(
      "LIMIT",
    );
    expect(codeOf(() => decode(encode(tensor([[1]])), { limits: { rank: 1 } }))).toBe("LIMIT");
    expect(decode(hex("93 01 02 03"), { limits: { values: 11 } })).toEqual([1, 2, 3]);
  });

  it("more containers than memory is meant for, each of one byte, are refused", () => {
    const file = new Uint8Array(2_100_005).fill(0x80);
    file.set(hex("dd 00200b20"));
    expect(codeOf(() => decode(file))).toBe("LIMIT");
  });

  it.each([
    ["a tensor's shape", "01", "9391"],
    ["a tensor's dtype", "01", "9390"],
    ["the shape of a NumPy scalar", "03", "9391"],
    ["a typed array's shape", "13", "9391"],
    ["a key", "14", "93"],
  ])("20,000 extensions in each other, each in %s, are refused before the stack is full", (_, type, body) => {
    const level = 6 + body.length / 2;
    const file = new Uint8Array(20_000 * level);
    for (let at = 0; at < file.length; at += level) {
      const length = file.length - at - 6;
      file.set(hex(`c9 ${length.toString(16).padStart(8, "0")} ${type} ${body}`), at);
    }
    expect(codeOf(() => decode(file))).toBe("BAD_HEADER");
  });

  it("keys that could be chosen to fall together are refused past 4096", () => {
    const float = (i: number): string => `cb3ff00001${i.toString(16).padStart(8, "0")}`;
    const whole = (i: number): string => `ce${(2 ** 22 + i).toString(16).padStart(8, "0")}`;
    const items = (count: number, key: (i: number) => string): string =>
      Array.from({ length: count }, (_, i) => key(i)).join("");
    const hex16 = (count: number): string => count.toString(16).padStart(4, "0");
    const extension = (type: string, body: string): string =>
      `c9${(body.length / 2).toString(16).padStart(8, "0")}${type}${body}`;
    const documents = (count: number, key: (i: number) => string): string[] => [
      `de${hex16(count)}${items(count, (i) => `${key(i)}c0`)}`,
      extension("11", `dc${hex16(2 * count)}${items(count, (i) => `${key(i)}c0`)}`),
      extension("12", `dc${hex16(count)}${items(count, key)}`),
    ];
    const codes = (count: number, key: (i: number) => string): string[] =>
      documents(count, key).map((text) => codeOf(() => decode(hex(text))));
    for (const key of [float, whole]) {
      expect(codes(4096, key)).toEqual(Array(3).fill("no error"));
      expect(codes(4097, key)).toEqual(Array(3).fill("LIMIT"));
    }
    expect(codes(20_000, (i) => `ce${i.toString(16).padStart(8, "0")}`)).toEqual(Array(3).fill("no error"));
  });

  it("a long string keeps its byte order mark", () => {
    const text = `\uFEFF${"x".repeat(300)}`;
    expect(decode(encode(text))).toBe(text);
  });

  it("an input is not changed", () => {
    const bytes = encode({ a: tensor([1, 2]), b: new Map([[1, "x"]]) });
    const before = bytes.slice();
    decode(bytes);
    expect(bytes).toEqual(before);
  });

  it("a view of a pool and an ArrayBuffer are read alike", () => {
    const bytes = encode({ a: Uint8Array.of(1, 2, 3) });
    const pool = new Uint8Array(8192);
    pool.set(bytes, 100);
    const fromPool = decode(pool.subarray(100, 100 + bytes.length)) as { a: Uint8Array };
    expect(fromPool).toEqual(decode(bytes.slice().buffer));
    expect(fromPool.a.buffer.byteLength).toBe(3);
  });
});

/** A map of one key, for which @msgpack would need an object that has it. */
function pack(key: string): Record<string, number> {
  return Object.defineProperty(Object.create(null), key, { value: 1, enumerable: true });
}

it.each([
  [42, "TypeError"],
  ["text", "TypeError"],
  [[1, 2], "TypeError"],
  [new Float32Array(2), "TypeError"],
  [undefined, "TypeError"],
])("decode(%s) is a %s", (bytes, error) => {
  expect(codeOf(() => decode(bytes as never))).toBe(error);
});

it.each([
  [{ limits: { depth: -1 } }, "RangeError"],
  [{ limits: { depth: 1e6 } }, "RangeError"],
  [{ limits: { values: Number.NaN } }, "RangeError"],
  [{ limits: { size: 1 } }, "RangeError"],
  [{ limits: { depth: "64" } }, "TypeError"],
  [{ limits: 5 }, "TypeError"],
  [5, "TypeError"],
])("decode with options %o is a %s", (options, error) => {
  expect(codeOf(() => decode(encode(1), options as object))).toBe(error);
});
