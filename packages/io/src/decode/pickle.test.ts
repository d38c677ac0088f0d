import { isTensor } from "@ngc/tensor";
import { loadGolden, testGolden } from "@tooling/golden";
import { describe, expect, it } from "vitest";
import { latin1 } from "../../test/bytes.ts";
import { codeOf, hex } from "../../test/code-of.ts";
import { array, call, codesOf, dtype, pickle, text } from "../../test/pickle-text.ts";
import { decodePickle } from "./pickle.ts";

const golden = await loadGolden(new URL("../../test/golden/pickle.json", import.meta.url));

/** What the golden file says in words of its own. */
function shown(value: unknown): unknown {
  if (isTensor(value) || typeof value !== "object" || value === null) return value;
  if (value instanceof Map) return { map: [...value].map(shown) };
  if (value instanceof Set) return { set: [...value].map(shown).sort() };
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (Array.isArray(value)) return value.map(shown);
  expect(Object.getPrototypeOf(value)).toBe(null);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shown(item)]));
}

testGolden(golden, { decodePickle: (file: string) => shown(decodePickle(hex(file))) });

describe("decodePickle", () => {
  it.each([
    ["complex numbers", "c16"],
    ["complex numbers of single precision", "c8"],
    ["long doubles", "f16"],
    ["objects", "O8"],
    ["texts", "U5"],
    ["bytes", "S3"],
    ["dates", "M8"],
    ["structures", "V8"],
    ["an inherited name", "constructor"],
  ])("refuses arrays of %s", (_, code) => {
    expect(codesOf([`${dtype(code)}.`, `${array(code, "K\x01", "12345678")}.`])).toEqual(["DTYPE", "DTYPE"]);
  });

  it.each([
    [
      "a structure with a number's code",
      `${dtype("f4", `(K\x03${text("<")}N)NtB`.replace("B", "b"))}.`,
      "DTYPE",
    ],
    ["another byte order", `${dtype("f4", `(K\x03${text("=")}NNNtb`)}.`, "DTYPE"],
    ["a byte order of none for four bytes", `${dtype("f4", `(K\x03${text("|")}NNNtb`)}.`, "DTYPE"],
    ["a bool that is 2", `${array("b1", "K\x01", "\x02")}.`, "DTYPE"],
    ["too few bytes", `${array("f4", "K\x02", "1234")}.`, "SHAPE"],
    ["too many bytes", `${array("f4", "K\x01", "12345678")}.`, "SHAPE"],
    ["a negative length", `${array("u1", "J\xff\xff\xff\xff", "")}.`, "SHAPE"],
    ["a length that is a bool", `${array("u1", "\x88", "1")}.`, "SHAPE"],
    ["a length past 2^53", `${array("u1", "\x8a\x08\0\0\0\0\0\0\0\x7f", "")}.`, "SHAPE"],
    ["lengths that multiply past 2^64", `${array("u1", "J\0\0\0\x7f".repeat(3), "")}.`, "OVERFLOW"],
    ["the same beside an empty axis", `${array("u1", `K\0${"J\0\0\0\x7f".repeat(3)}`, "")}.`, "OVERFLOW"],
    ["33 axes", `${array("u1", "K\x01".repeat(33), "1")}.`, "LIMIT"],
    [
      "an array without its state",
      `${call("numpy._core.multiarray", "_reconstruct", `${text("numpy")}${text("ndarray")}\x93`)}.`,
      "BAD_HEADER",
    ],
    [
      "an array of another class",
      `${call("numpy._core.multiarray", "_reconstruct", `${text("numpy")}${text("dtype")}\x93`)}.`,
      "UNSUPPORTED",
    ],
    ["a dtype by itself", `${dtype("f4")}.`, "UNSUPPORTED"],
    ["a class by itself", `${text("numpy")}${text("ndarray")}\x93.`, "UNSUPPORTED"],
    ["a class that is called", `${text("numpy")}${text("ndarray")}\x93)R.`, "BAD_HEADER"],
    [
      "bytes of another codec",
      `${call("_codecs", "encode", `${text("a")}${text("rot13")}`)}.`,
      "UNSUPPORTED",
    ],
    [
      "bytes past 255",
      `${call("_codecs", "encode", `\x8c\x03\xe2\x82\xac${text("latin1")}`)}.`,
      "BAD_HEADER",
    ],
    ["a key twice", `}(${text("a")}N${text("a")}Nu.`, "DUPLICATE"],
    ["a tuple as a key", "}K\x01K\x02\x86Ns.", "BAD_KEY"],
    ["None as a key", "}NNs.", "BAD_KEY"],
    ["a value twice in a set", "\x8f(K\x01K\x01\x90.", "DUPLICATE"],
    ["a key without a value", "(Nd.", "BAD_HEADER"],
    ["bytes that are no UTF-8", "\x8c\x02\xff\xfe.", "BAD_UTF8"],
    ["half a surrogate pair", "V\\ud800\n.", "BAD_UTF8"],
    ["an escape cut short", "V\\u12\n.", "BAD_UTF8"],
    ["an integer that is none", "I0x10\n.", "BAD_HEADER"],
    ["a float that is none", "FInfinity\n.", "BAD_HEADER"],
    ["a protocol that stands later", "N\x80\x02.", "BAD_HEADER"],
    ["a byte that is no operation", "\xff.", "BAD_HEADER"],
    ["65 lists in each other", `${"(".repeat(65)}${"l".repeat(65)}.`, "DEPTH"],
    ["nothing", "", "TRUNCATED"],
  ])("refuses %s", (_, bytes, code) => {
    expect(codesOf([bytes])).toEqual([code]);
  });

  it("reads 64 lists in each other, and 512 where it may", () => {
    expect(codesOf([`${"(".repeat(64)}${"l".repeat(64)}.`])).toEqual(["no error"]);
    const deep = pickle(`${"(".repeat(512)}${"l".repeat(512)}.`);
    expect(codeOf(() => decodePickle(deep, { limits: { depth: 512 } }))).toBe("no error");
  });

  // pickle.dumps(np.arange(24, dtype="u1").reshape(2, 3, 4).transpose(axes), protocol=5) of NumPy 2.4.6 up to its axes, and its ravel().
  const transposed =
    "80059598000000000000008c136e756d70792e5f636f72652e6e756d65726963948c0b5f66726f6d62756666657294939428961800000000000000" +
    "000102030405060708090a0b0c0d0e0f1011121314151617948c056e756d7079948c0564747970659493948c02753194898887945294284b038c01" +
    "7c944e4e4e4affffffff4affffffff4b007494624b024b034b0487948c014b94";
  it.each([
    [
      [1, 0, 2],
      [3, 2, 4],
      [0, 1, 2, 3, 12, 13, 14, 15, 4, 5, 6, 7, 16, 17, 18, 19, 8, 9, 10, 11, 20, 21, 22, 23],
    ],
    [
      [1, 2, 0],
      [3, 4, 2],
      [0, 12, 1, 13, 2, 14, 3, 15, 4, 16, 5, 17, 6, 18, 7, 19, 8, 20, 9, 21, 10, 22, 11, 23],
    ],
    [
      [2, 0, 1],
      [4, 2, 3],
      [0, 4, 8, 12, 16, 20, 1, 5, 9, 13, 17, 21, 2, 6, 10, 14, 18, 22, 3, 7, 11, 15, 19, 23],
    ],
  ])("reads an array of NumPy's in neither order, its axes %o", (axes, shape, elements) => {
    const file = hex(`${transposed}${axes.map((axis) => `4b0${axis}`).join("")}8794749452942e`);
    expect(decodePickle(file)).toMatchObject({ shape, data: Uint8Array.from(elements) });
  });

  const inOrder = (order: string): string =>
    call("numpy._core.numeric", "_frombuffer", `C\x06abcdef${dtype("u1")}K\x02K\x03\x86${order}`);
  it.each([
    ["K without axes", text("K"), "BAD_HEADER"],
    ["K with None", `${text("K")}N`, "BAD_HEADER"],
    ["too few axes", `${text("K")}K\0\x85`, "SHAPE"],
    ["an axis twice", `${text("K")}K\0K\0\x86`, "SHAPE"],
    ["an axis too many", `${text("K")}K\0K\x02\x86`, "SHAPE"],
    ["half an axis", `${text("K")}K\0G?\xe0\0\0\0\0\0\0\x86`, "SHAPE"],
    ["A, for any", text("A"), "BAD_HEADER"],
    ["no order", "", "BAD_HEADER"],
    ["true", "\x88", "BAD_HEADER"],
  ])("refuses an order that is %s", (_, order, code) => {
    expect(codesOf([`${inOrder(order)}.`])).toEqual([code]);
  });

  // What NumPy 2.4.6 makes of the same state; it takes all numbers but 0 for Fortran's order, and never writes another than 1.
  it.each([
    ["0", "K\0", "abcdef"],
    ["False", "\x89", "abcdef"],
    ["1", "K\x01", "acebdf"],
    ["True", "\x88", "acebdf"],
    ["2", "K\x02", "BAD_HEADER"],
    ["a string", text("F"), "BAD_HEADER"],
    ["None", "N", "BAD_HEADER"],
  ])("takes a state whose order is %s as NumPy does, or not at all", (_, fortran, gives) => {
    const empty = call(
      "numpy._core.multiarray",
      "_reconstruct",
      `${text("numpy")}${text("ndarray")}\x93K\0\x85C\x01b`,
    );
    const read = (): unknown =>
      decodePickle(pickle(`${empty}(K\x01K\x02K\x03\x86${dtype("u1")}${fortran}C\x06abcdeftb.`));
    if (gives.length === 6) expect(read()).toMatchObject({ shape: [2, 3], data: latin1(gives) });
    else expect(codeOf(read)).toBe(gives);
  });

  it("shares what Python shares, so that what is reached twice costs no more", () => {
    const [first, second] = decodePickle(pickle("]q\x01K\x01ah\x01\x86.")) as [number[], number[]];
    expect(first).toBe(second);
  });

  it("copies, and leaves its input as it was", () => {
    const bytes = pickle("C\x02ab.");
    (decodePickle(bytes) as Uint8Array)[0] = 0;
    expect(bytes).toEqual(pickle("C\x02ab."));
  });

  it.each([
    [{ values: 17 }, "]K\x01aK\x02\x86.", "LIMIT"],
    [{ values: 18 }, "]K\x01aK\x02\x86.", "no error"],
    [{ values: 2 }, "Nq\0q\x01.", "LIMIT"],
    [{ values: 4 }, "(((((", "LIMIT"],
    [{ values: 4 }, "Nr\x05\0\0\0.", "LIMIT"],
    [{ values: 4 }, "Nr\x04\0\0\0.", "no error"],
    [{ depth: 0 }, ").", "DEPTH"],
    [{ tensors: 0 }, `${array("u1", "K\x01", "1")}.`, "LIMIT"],
    [{ rank: 0 }, `${array("u1", "K\x01", "1")}.`, "LIMIT"],
    [{ input: 1 }, "N.", "LIMIT"],
  ])("stays within %o", (limits, bytes, code) => {
    expect(codeOf(() => decodePickle(pickle(bytes), { limits }))).toBe(code);
  });
});
