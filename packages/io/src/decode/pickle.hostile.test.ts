import { loadGolden } from "@tooling/golden";
import { describe, expect, it } from "vitest";
import { codeOf, hex } from "../../test/code-of.ts";
import { call, codesOf, dtype, long, pickle, text } from "../../test/pickle-text.ts";
import { decodePickle } from "./pickle.ts";

const golden = await loadGolden(new URL("../../test/golden/pickle.json", import.meta.url));
const files = golden.cases.map(({ args }) => hex(args[0] as string));

describe("decodePickle against hostile pickles", () => {
  it.each([
    "cos\nsystem\n(S'id'\ntR.",
    "cbuiltins\neval\n.",
    "c__builtin__\ngetattr\n.",
    `\x80\x04${text("posix")}${text("system")}\x93.`,
    `${text("numpy")}${text("fromfile")}\x93.`,
    `${text("constructor")}${text("prototype")}\x93.`,
    "c__proto__\nconstructor\n.",
  ])("line 113: a name outside the list is refused, and named: %j", (bytes) => {
    expect(() => decodePickle(pickle(bytes))).toThrow(
      expect.objectContaining({
        code: "UNSAFE_PICKLE",
        message: expect.stringMatching(/os\.system|eval|getattr|posix\.system|numpy\.fromfile|constructor/),
      }),
    );
  });

  it.each(["numpy.core", "numpy._core"])("line 114: arrays of %s are read", (core) => {
    const empty = call(
      `${core}.multiarray`,
      "_reconstruct",
      `${text("numpy")}${text("ndarray")}\x93K\0\x85C\x01b`,
    );
    const state = `(K\x01K\x02\x85${dtype("u1")}\x89C\x02\x07\x09tb`;
    expect(decodePickle(pickle(`${empty}${state}.`))).toMatchObject({ shape: [2], dtype: "uint8" });
    const scalar = call(`${core}.multiarray`, "scalar", `${dtype("i2")}C\x02\xfe\xff`);
    expect(decodePickle(pickle(`${scalar}.`))).toMatchObject({ shape: [], data: Int32Array.of(-2) });
    const view = call(`${core}.numeric`, "_frombuffer", `C\x02\x07\x09${dtype("u1")}K\x02\x85${text("C")}`);
    expect(decodePickle(pickle(`${view}.`))).toMatchObject({ shape: [2], data: Uint8Array.of(7, 9) });
  });

  it("line 114: JAX's arrays and the bytes of Python 2 and 3 are read", () => {
    const empty = `${text("numpy._core.multiarray")}${text("_reconstruct")}\x93(${text("numpy")}${text("ndarray")}\x93K\0\x85C\x01bt`;
    const state = `(K\x01K\x02\x85${dtype("u1")}\x89C\x02\x07\x09t`;
    const jax = call("jax._src.array", "_reconstruct_array", `${empty}${state}}`);
    expect(decodePickle(pickle(`${jax}.`))).toMatchObject({ shape: [2], data: Uint8Array.of(7, 9) });
    const encoded = call("_codecs", "encode", `\x8c\x02\xc3\xa9${text("latin1")}`);
    expect(decodePickle(pickle(`${encoded}.`))).toEqual(Uint8Array.of(0xe9));
    const array = call("builtins", "bytearray", "C\x02ab");
    expect(decodePickle(pickle(`${array}.`))).toEqual(Uint8Array.of(97, 98));
  });

  it("line 115: what makes objects, or asks the caller for them, is refused", () => {
    const refused = [
      "P1\n.",
      "NQ.",
      "\x82\x01.",
      "\x83\x01\0.",
      "\x84\x01\0\0\0.",
      "(ios\nsystem\n.",
      "(No.",
    ];
    const more = ["N)\x81.", "N)}\x92.", "\x97.", "\x98.", "]Nb.", "S'a'\n.", "T\x01\0\0\0a.", "U\x01a."];
    expect(new Set(codesOf([...refused, ...more]))).toEqual(new Set(["UNSUPPORTED"]));
  });

  it("line 116: a memo that doubles with each of 40 levels is refused in no time, for lists, dicts and by DUP", () => {
    const twice = (open: string, close: string): string =>
      `${open}${Array.from({ length: 40 }, (_, i) => `q${String.fromCharCode(i)}0h${String.fromCharCode(i)}h${String.fromCharCode(i)}${close}`).join("")}.`;
    const dicts = `}${Array.from({ length: 40 }, (_, i) => `q${String.fromCharCode(i)}0}(${text("a")}h${String.fromCharCode(i)}${text("b")}h${String.fromCharCode(i)}u`).join("")}.`;
    expect(codesOf([twice("]", "\x86"), dicts, `]${"2\x86".repeat(40)}.`])).toEqual([
      "LIMIT",
      "LIMIT",
      "LIMIT",
    ]);
  });

  it("line 116: what is copied again and again is refused before memory is full", () => {
    const size = "\x50\xc3\0\0";
    const chars = `X${size}${"a".repeat(50_000)}q\0`;
    const encode = `c_codecs\nencode\nh\0${text("latin1")}\x86R`;
    const bytes = `B${size}${"a".repeat(50_000)}q\x000${dtype("u1")}q\x010`;
    const again = `${text("numpy._core.numeric")}${text("_frombuffer")}\x93(h\0h\x01M\x50\xc3\x85${text("C")}tR`;
    const list = `(${"N".repeat(50_000)}lq\0`;
    const set = "cbuiltins\nset\nh\0\x85R";
    const repeated = (one: string, times: number): string => one.repeat(times);
    expect(codesOf([`(${bytes}${again}t.`])).toEqual(["no error"]);
    expect(
      codesOf([
        `(${chars}${repeated(encode, 100)}l.`,
        `(${bytes}${repeated(again, 100)}l.`,
        `(${list}${repeated(set, 100)}l.`,
        `(${bytes}0h\0${repeated("cbuiltins\nbytearray\nh\0\x85R", 100)}l.`,
      ]),
    ).toEqual(["LIMIT", "LIMIT", "LIMIT", "LIMIT"]);
  });

  it("calls for JAX's arrays in each other are refused before the stack is full", () => {
    const jax = `${text("jax._src.array")}${text("_reconstruct_array")}\x93q\x000`;
    expect(codesOf([`${jax}${"h\0".repeat(10_000)})${"\x86".repeat(9999)}R.`])).toEqual(["UNSUPPORTED"]);
  });

  it("keys that could be chosen to fall together are refused past 4096", () => {
    const floats = (count: number): string =>
      Array.from({ length: count }, (_, i) => `G?\xf0\x01\0\0\0${String.fromCharCode(i >> 8, i & 255)}`).join(
        "",
      );
    const integers = (count: number): string =>
      Array.from({ length: count }, (_, i) => `J${String.fromCharCode(i & 255, i >> 8)}\x40\0`).join("");
    const bigints = (count: number): string =>
      Array.from(
        { length: count },
        (_, i) => `\x8a\x08${String.fromCharCode(i & 255, i >> 8)}\0\0\0\0\0\x7f`,
      ).join("");
    for (const [keys, length] of [
      [floats, 9],
      [integers, 5],
      [bigints, 10],
    ] as const) {
      const pairs = (count: number): string =>
        keys(count).replaceAll(new RegExp(`.{${length}}`, "gs"), "$&N");
      expect(codesOf([`\x8f(${keys(4096)}\x90.`, `}(${pairs(4096)}u.`])).toEqual(["no error", "no error"]);
      expect(codesOf([`\x8f(${keys(4097)}\x90.`, `}(${pairs(4097)}u.`])).toEqual(["LIMIT", "LIMIT"]);
    }
    const small = Array.from({ length: 20_000 }, (_, i) => `J${String.fromCharCode(i & 255, i >> 8)}\x3f\0`);
    expect(codesOf([`\x8f(${small.join("")}\x90.`])).toEqual(["no error"]);
  });

  it("line 116: more containers than memory is meant for, each of one byte", () => {
    expect(codeOf(() => decodePickle(new Uint8Array(2_200_000).fill("]".charCodeAt(0))))).toBe("LIMIT");
  });

  it("line 116: lengths that lie", () => {
    const lengths = [2n ** 63n, 2n ** 64n - 1n, 3n];
    const lies = ["\x8e", "\x8d", "\x96"].flatMap((op) => lengths.map((length) => `${op}${long(length)}a.`));
    lies.push(
      "\x8b\xff\xff\xff\x7fa.",
      "\x8b\xff\xff\xff\xffa.",
      "B\xff\xff\xff\xffa.",
      "X\xff\xff\xff\xffa.",
    );
    expect(new Set(codesOf(lies))).toEqual(new Set(["LENGTH_LIE"]));
    const integers = [`\x8b\0\x20\0\0${"a".repeat(8192)}.`, `I${"9".repeat(5000)}\n.`];
    expect(codesOf(integers)).toEqual(["LIMIT", "LIMIT"]);
  });

  it("line 117: stack underflow, no STOP, more than one object", () => {
    const cases = [
      ".",
      "0.",
      "2.",
      "R.",
      "NR.",
      "\x85.",
      "N\x86.",
      "Na.",
      "e.",
      "(e.",
      "t.",
      "]s.",
      "b.",
      "1.",
      "(.",
      "(N.",
      "NN.",
      "N(.",
    ];
    expect(new Set(codesOf([...cases, "N", "\x80\x04", "(K\x01"]))).toEqual(new Set(["BAD_HEADER"]));
  });

  it("line 117: bytes after STOP, a protocol to come, a hole in the memo, a pop past a mark", () => {
    expect(
      codesOf(["N.N.", "N.\0", "\x80\x06N.", "\x80\xffN.", "h\0.", "g7\n.", "j\0\0\0\x7f.", "gx\n.", "N(0."]),
    ).toEqual([
      ...[
        "TRAILING",
        "TRAILING",
        "BAD_VERSION",
        "BAD_VERSION",
        "BAD_HEADER",
        "BAD_HEADER",
        "BAD_HEADER",
        "BAD_HEADER",
      ],
      "no error",
    ]);
  });

  it("line 118: what lies in itself is refused: lists, dicts, tuples through lists", () => {
    const cycles = ["]q\0h\0a.", "]2a.", `}q\0${text("a")}h\0s.`, "]q\0h\0\x85a.", "\x8fq\0(h\0\x90."];
    expect(new Set(codesOf(cycles))).toEqual(new Set(["CYCLE"]));
  });

  it("line 118: a pickle with a zip after it, a zip, frames that lie", () => {
    expect(codesOf(["N.PK\x05\x06", "PK\x03\x04"])).toEqual(["TRAILING", "UNSUPPORTED"]);
    const frames = [
      `\x80\x04\x95${long(100)}N.`,
      `\x80\x04\x95${long(2n ** 64n - 1n)}N.`,
      `\x80\x04\x95${long(2)}M\x01\x01.`,
    ];
    expect(codesOf([...frames, `\x95${long(11)}\x95${long(2)}N.`])).toEqual([
      "LENGTH_LIE",
      "LENGTH_LIE",
      "LENGTH_LIE",
      "BAD_HEADER",
    ]);
  });

  it("a pickle of Python's that is cut off anywhere is refused", () => {
    for (const file of files.filter(({ length }) => length < 700).slice(0, 60)) {
      for (let end = 0; end < file.length; end++)
        expect(codeOf(() => decodePickle(file.subarray(0, end)))).toMatch(
          /^(TRUNCATED|BAD_HEADER|LENGTH_LIE)$/,
        );
    }
  });
});
