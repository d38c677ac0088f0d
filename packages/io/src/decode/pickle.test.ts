import { isTensor } from "@ngc/tensor";
import { loadGolden, testGolden } from "@tooling/golden";
import { describe, expect, it } from "vitest";
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
    [{ depth: 0 }, ").", "DEPTH"],
    [{ tensors: 0 }, `${array("u1", "K\x01", "1")}.`, "LIMIT"],
    [{ rank: 0 }, `${array("u1", "K\x01", "1")}.`, "LIMIT"],
    [{ input: 1 }, "N.", "LIMIT"],
  ])("stays within %o", (limits, bytes, code) => {
    expect(codeOf(() => decodePickle(pickle(bytes), { limits }))).toBe(code);
  });
});
