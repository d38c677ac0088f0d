import { tensor, zeros } from "@ngc/tensor";
import { makeTensor } from "@ngc/tensor/authoring";
import { describe, expect, it, vi } from "vitest";
import { codeOf } from "../../test/code-of.ts";
import { decode } from "../decode/envelope.ts";
import { FormatError } from "../format-error.ts";
import { encode } from "./envelope.ts";

/** Not in every engine. */
const Halves = typeof Float16Array === "undefined" ? undefined : Float16Array;

/** Where the body is in a file: what MessagePack's readers take. */
const bodyOf = (value: unknown): Uint8Array => encode(value).subarray(24);

const back = (value: unknown): unknown => decode(encode(value));

function inArrays(count: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < count; i++) value = [value];
  return value;
}

/** The FormatError that encoding throws, as its code and path. */
function refusalOf(value: unknown): string {
  try {
    encode(value);
  } catch (error) {
    if (error instanceof FormatError) return `${error.code} ${error.path}`;
    throw error;
  }
  return "no error";
}

const brand = Symbol.for("@ngc/random/key");
const key = { impl: "threefry2x32", words: [0, 4294967295], [brand]: true };

class Point {
  x = 1;
}
class Registry extends Map {}
class Row extends Array {}

describe("what cannot be written", () => {
  const ring: Record<string, unknown> = {};
  ring.list = [1, ring];
  const loop: unknown[] = [];
  loop.push({ loop });
  const selfHeld = new Map<string, unknown>();
  selfHeld.set("me", selfHeld);
  const getter = Object.defineProperty({}, "a", { get: () => fail(), enumerable: true });
  const proxy = new Proxy({}, { ownKeys: () => fail() });
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const detached = new Float32Array(2);
  structuredClone(detached.buffer, { transfer: [detached.buffer] });

  const rows: [line: number, what: string, value: unknown, refusal: string][] = [
    [37, "a cyclic object", ring, "CYCLE $.list[1]"],
    [37, "a Map that holds itself", { selfHeld }, "CYCLE $.selfHeld.values[0]"],
    [38, "a cyclic array", loop, "CYCLE $[0].loop"],
    [39, "65 arrays in each other", inArrays(65), `DEPTH $${"[0]".repeat(64)}`],
    [40, "a function", { a: { b: () => 1 } }, "UNSUPPORTED $.a.b"],
    [41, "a symbol", { a: [Symbol("s")] }, "UNSUPPORTED $.a[0]"],
    [42, "an object with toJSON", { a: { toJSON: () => 1 } }, "UNSUPPORTED $.a.toJSON"],
    [43, "a key that is a symbol", { a: { [Symbol("s")]: 1 } }, "UNSUPPORTED $.a"],
    [43, "a property that is not enumerable", Object.defineProperty({}, "a", { value: 1 }), "UNSUPPORTED $"],
    [44, "a class instance", { a: new Point() }, "UNSUPPORTED $.a"],
    [44, "a subclass of Map", { a: new Registry() }, "UNSUPPORTED $.a"],
    [44, "a subclass of Array", { a: new Row(2) }, "UNSUPPORTED $.a"],
    [44, "an object that inherits a value", { a: Object.create({ x: 1 }) }, "UNSUPPORTED $.a"],
    [
      44,
      "an object that inherits from one without prototype",
      Object.create(Object.create(null)),
      "UNSUPPORTED $",
    ],
    [44, "a Map with a property", Object.assign(new Map(), { x: 1 }), "UNSUPPORTED $"],
    [47, "a RegExp", { a: /x/ }, "UNSUPPORTED $.a"],
    [47, "an Error", { a: new Error("x") }, "UNSUPPORTED $.a"],
    [47, "a boxed number", { a: Object(1) }, "UNSUPPORTED $.a"],
    [47, "a WeakMap", { a: new WeakMap() }, "UNSUPPORTED $.a"],
    [47, "a Promise", { a: Promise.resolve() }, "UNSUPPORTED $.a"],
    // biome-ignore lint/suspicious/noSparseArray: holes are what is refused
    [49, "a hole in an array", { a: [1, , 3] }, "UNSUPPORTED $.a"],
    [49, "a property of an array", { a: Object.assign([1], { x: 1 }) }, "UNSUPPORTED $.a"],
    [49, "a property that hides a hole", Object.assign(new Array(2), { 0: 1, x: 1 }), "UNSUPPORTED $"],
    [
      49,
      "a property of undefined that hides a hole",
      Object.assign(new Array(1), { x: undefined }),
      "UNSUPPORTED $",
    ],
    [
      49,
      "a property that hides an element that is not enumerable",
      Object.assign(Object.defineProperty([1, 2], 0, { enumerable: false }), { x: 3 }),
      "UNSUPPORTED $",
    ],
    [49, "a symbol on an array", Object.assign([1], { [Symbol("s")]: 1 }), "UNSUPPORTED $"],
    [51, "an invalid Date", { a: new Date(Number.NaN) }, "UNSUPPORTED $.a"],
    [53, "2^64", [2n ** 64n], "OVERFLOW $[0]"],
    [53, "-2^63 - 1", [-(2n ** 63n) - 1n], "OVERFLOW $[0]"],
    [61, "an ArrayBuffer", { a: new ArrayBuffer(2) }, "UNSUPPORTED $.a"],
    [61, "a SharedArrayBuffer", { a: new SharedArrayBuffer(2) }, "UNSUPPORTED $.a"],
    [61, "a DataView", { a: new DataView(new ArrayBuffer(2)) }, "UNSUPPORTED $.a"],
    [63, "a getter that throws", { x: getter }, "UNSUPPORTED $.x"],
    [63, "a proxy that throws", { x: proxy }, "UNSUPPORTED $.x"],
    [63, "a revoked proxy", { x: revoked.proxy }, "UNSUPPORTED $.x"],
    [63, "an object that says it is a Map", { [Symbol.toStringTag]: "Map" }, "UNSUPPORTED $"],
    [63, "a detached array", { x: detached }, "UNSUPPORTED $.x"],
    [64, "a lone surrogate", { a: "\ud800" }, "BAD_UTF8 $.a"],
    [64, "a lone surrogate in a name", { a: { "\udc00": 1 } }, "BAD_UTF8 $.a"],
    [29, "a tensor that lacks elements", { w: makeTensor(new Float32Array(2), [3], "float32") }, "SHAPE $.w"],
    [
      30,
      "a tensor in the wrong array",
      { w: makeTensor(new Int32Array(2) as never, [2], "float32") },
      "DTYPE $.w",
    ],
    [
      29,
      "a tensor of half an axis",
      { w: makeTensor(new Float32Array(1), [0.5, 2], "float32") },
      "SHAPE $.w",
    ],
    [30, "a bool of 2", { w: makeTensor(Uint8Array.of(2), [1], "bool") }, "DTYPE $.w"],
  ];
  it.each(rows)("line %d: %s", (_, __, value, refusal) => {
    expect(refusalOf(value)).toBe(refusal);
  });

  it("line 63: the error of a getter is kept as the cause", () => {
    expect(() => encode({ x: getter })).toThrow(expect.objectContaining({ cause: new Error("no") }));
  });

  it("names that are no identifiers stand quoted in the path", () => {
    expect(refusalOf({ "odd key": [{ ok: Symbol.iterator }] })).toBe('UNSUPPORTED $["odd key"][0].ok');
  });

  it("limits are counted over the whole object", () => {
    expect(codeOf(() => encode([tensor([1]), tensor([2])], { limits: { tensors: 1 } }))).toBe("LIMIT");
    expect(codeOf(() => encode(zeros([1, 1]), { limits: { rank: 1 } }))).toBe("LIMIT");
    expect(codeOf(() => encode(zeros([100]), { limits: { input: 100 } }))).toBe("LIMIT");
    expect(codeOf(() => encode(inArrays(3), { limits: { depth: 2 } }))).toBe("DEPTH");
  });

  it.each([
    [[], 8],
    [[1, "text", undefined], 11],
    [[[], []], 24],
    [{ a: 1, b: 2 }, 12],
    [new Map([[1, 2]]), 10],
    [new Set([1, [2]]), 18],
    [tensor([1, 2, 3]), 8],
    [new Uint8Array(100), 8],
    [new Int8Array(100), 8],
    [new Date(0), 8],
    [key, 8],
  ])("%o counts as %i values, where it is written and where it is read", (value, count) => {
    const codes = [count, count - 1].map((values) => [
      codeOf(() => encode(value, { limits: { values } })),
      codeOf(() => decode(encode(value), { limits: { values } })),
    ]);
    expect(codes).toEqual([
      ["no error", "no error"],
      ["LIMIT", "LIMIT"],
    ]);
  });

  it("a Map or a Set of more keys than are read is refused", () => {
    const keys = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 0.5);
    const mapOf = (count: number): unknown => new Map(keys(count).map((key) => [key, 1]));
    expect(refusalOf([new Set(keys(4096)), mapOf(4096)])).toBe("no error");
    expect(refusalOf({ set: new Set(keys(4097)) })).toBe("LIMIT $.set");
    expect(refusalOf({ map: mapOf(4097) })).toBe("LIMIT $.map");
  });
});

function fail(): never {
  throw new Error("no");
}

describe("what comes back", () => {
  const numbers = [
    0,
    -0,
    1,
    -1,
    127,
    128,
    -32,
    -33,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    -(2 ** 53),
    1.5,
    5e-324,
    1e300,
  ];
  const rows: [line: number, what: string, value: unknown][] = [
    [39, "64 arrays in each other", inArrays(64)],
    [
      45,
      "a Map of any keys",
      new Map<unknown, unknown>([
        [1, "a"],
        ["1", 2n],
        [null, undefined],
        [[1], new Map()],
      ]),
    ],
    [46, "a Set", new Set<unknown>([1, "1", -0.5, undefined, new Set()])],
    [48, "undefined", undefined],
    [48, "undefined in an array", [undefined, null]],
    [
      50,
      "dates",
      [
        new Date(0),
        new Date(-1),
        new Date(999),
        new Date(8.64e15),
        new Date(-8.64e15),
        new Date(2 ** 34 * 1000),
      ],
    ],
    [52, "bigints", [0n, 5n, -5n, 2n ** 63n, -(2n ** 63n), 2n ** 64n - 1n]],
    [57, "infinities, and the smallest number", [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324]],
    [58, "numbers", numbers],
  ];
  it.each(rows)("line %d: %s", (_, __, value) => {
    expect(back(value)).toStrictEqual(value);
  });

  it("strings, booleans and null", () => {
    const strings = ["", "é", "漢字", "🍺", "\u0000", "x".repeat(70_000), "\ufeffmark"];
    expect(back([...strings, true, false, null])).toStrictEqual([...strings, true, false, null]);
  });

  it("line 48: a property that is undefined", () => {
    expect(back({ a: undefined })).toEqual(Object.assign(Object.create(null), { a: undefined }));
    expect(Object.keys(back({ a: undefined }) as object)).toEqual(["a"]);
  });

  it("line 54: -0 is a float64, for Python too", () => {
    expect(bodyOf(-0)).toEqual(Uint8Array.of(0xcb, 0x80, 0, 0, 0, 0, 0, 0, 0));
    expect(back(new Map([["x", [-0, 0]]]))).toStrictEqual(new Map([["x", [-0, 0]]]));
  });

  it("lines 55 and 56: the bits of a NaN in a tensor or a typed array", () => {
    for (const bits of [0x7fa00001, 0x7fc0dead, 0xffc00000]) {
      const data = new Float32Array(Uint32Array.of(bits).buffer);
      const { tensor: t, array } = back({ tensor: tensor(data), array: data }) as {
        tensor: { data: Float32Array };
        array: Float32Array;
      };
      expect([new Uint32Array(t.data.buffer)[0], new Uint32Array(array.buffer)[0]]).toEqual([bits, bits]);
    }
    expect(back(Number.NaN)).toBeNaN();
  });

  it("line 55: the payload of a NaN in double precision", () => {
    for (const bits of [0x7ff800000000deadn, 0xfff4000000000001n]) {
      const data = new Float64Array(BigUint64Array.of(bits).buffer);
      const { tensor: t, array } = back({ tensor: tensor(data), array: data }) as {
        tensor: { data: Float64Array };
        array: Float64Array;
      };
      expect([t.data, array].map(({ buffer }) => new BigUint64Array(buffer)[0])).toEqual([bits, bits]);
    }
  });

  it("line 59: a view is written from its own offset", () => {
    const memory = Float32Array.of(1, 2, 3, 4);
    expect(back([memory.subarray(1, 3), tensor(memory.subarray(2), [1, 2])])).toEqual([
      Float32Array.of(2, 3),
      tensor([[3, 4]]),
    ]);
  });

  it("line 60: a view of shared memory is copied", () => {
    const shared = new Float32Array(new SharedArrayBuffer(8));
    const bytes = encode(shared);
    shared[0] = 5;
    expect(decode(bytes)).toEqual(new Float32Array(2));
  });

  it("line 62: a view of a pool is written without the pool, and comes back without one", () => {
    const view = new Uint8Array(8192).fill(7).subarray(8, 11);
    expect(encode(view).length).toBeLessThan(64);
    expect(encode(view).buffer.byteLength).toBeLessThan(64);
    const read = back(view) as Uint8Array;
    expect(read).toEqual(Uint8Array.of(7, 7, 7));
    expect(read.buffer.byteLength).toBe(3);
  });

  it("line 64: a property called __proto__", () => {
    const object = back(JSON.parse('{"__proto__": {"a": 1}}')) as object;
    expect(Object.getPrototypeOf(object)).toBeNull();
    expect(Object.keys(object)).toEqual(["__proto__"]);
  });

  it("line 65: an earlier result stays as it was", () => {
    const first = encode([1, 2, 3]);
    const copy = first.slice();
    encode([4, 5, 6]);
    expect(first).toEqual(copy);
  });

  it("every kind of typed array, as its kind", () => {
    const arrays = [
      Int8Array.of(-1),
      Uint8Array.of(255),
      Uint8ClampedArray.of(255),
      Int16Array.of(-300),
      Uint16Array.of(60_000),
      Int32Array.of(-70_000),
      Uint32Array.of(2 ** 32 - 1),
      Float32Array.of(0.1),
      Float64Array.of(0.1),
      BigInt64Array.of(-(2n ** 63n)),
      BigUint64Array.of(2n ** 64n - 1n),
    ];
    expect(back(arrays)).toStrictEqual(arrays);
    expect(back(arrays.map((array) => array.subarray(1)))).toStrictEqual(
      arrays.map((array) => array.subarray(1)),
    );
  });

  it.skipIf(Halves === undefined)("a Float16Array, as float32 where the engine has none", () => {
    if (Halves === undefined) return;
    // 1.5, -2, the least subnormal, -0, the largest, -Infinity, NaN
    const bits = Uint16Array.of(0x3e00, 0xc000, 1, 0x8000, 0x7bff, 0xfc00, 0x7e00);
    const file = encode(new Halves(bits.buffer));
    const read = decode(file) as Float16Array;
    expect(read).toBeInstanceOf(Halves);
    expect(new Uint16Array(read.buffer)).toEqual(bits);
    vi.stubGlobal("Float16Array", undefined);
    const wider = decode(file);
    vi.unstubAllGlobals();
    expect(wider).toStrictEqual(Float32Array.of(1.5, -2, 2 ** -24, -0, 65504, -Infinity, NaN));
  });

  it("an object that is reached twice, as two", () => {
    const shared = { a: 1 };
    const [first, second] = back([shared, shared]) as object[];
    expect([first, second]).toEqual([shared, shared]);
    expect(first).not.toBe(second);
  });

  it("a key of @ngc/random carries its brand", () => {
    const read = back({ key }) as { key: Record<string | symbol, unknown> };
    expect({ ...read.key }).toEqual({ impl: "threefry2x32", words: [0, 4294967295] });
    expect(read.key[brand]).toBe(true);
    expect(refusalOf({ key: { ...key, words: [1] } })).toBe("UNSUPPORTED $.key");
    expect(codeOf(() => decode(encode({ ...key, impl: "none" })))).toBe("UNSUPPORTED");
  });

  it("the elements of every tensor lie at a multiple of 8 from the start of the file", () => {
    for (let before = 0; before < 24; before++) {
      const data = new Float64Array([Math.PI]);
      const elements = new Uint8Array(data.buffer);
      const nestings = [tensor(data), [tensor(data, [1, 1])], new Map([["k", { t: data }]])];
      for (const value of nestings) {
        const file = encode(["x".repeat(before), value]);
        const at = file.findIndex((_, i) => elements.every((byte, j) => file[i + j] === byte));
        expect(at).toBeGreaterThan(24);
        expect(at % 8).toBe(0);
      }
    }
  });
});
