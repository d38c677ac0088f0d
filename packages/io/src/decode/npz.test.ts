import { type Tensor, tensor } from "@ngc/tensor";
import { describe, expect, it } from "vitest";
import { utf8 } from "../../test/bytes.ts";
import { codeOfPromise } from "../../test/code-of.ts";
import { npyFile, npyHeaderText } from "../../test/npy-file.ts";
import {
  deflated,
  type Member,
  zip64End,
  zip64Extra,
  zipEnd,
  zipFile,
  zipParts,
} from "../../test/zip-file.ts";
import { encodeNpy } from "../encode/npy.ts";
import { encodeNpz } from "../encode/npz.ts";
import { joined } from "../internal/joined.ts";
import { decodeNpz } from "./npz.ts";

const ALL_ONES = 0xffff_ffff;
const content = encodeNpy([1, 2, 3]);
const { length } = content;
const a: Member = { name: "a.npy", content };
const packedA = await deflated(a);
const tensors = new Map([["a", tensor([1, 2, 3])]]);

/** What decoding a file of those parts ends in. */
const outcome = (...parts: readonly Uint8Array[]): Promise<string> =>
  codeOfPromise(() => decodeNpz(joined(parts)));

const outcomeOf = (...members: readonly Member[]): Promise<string> => outcome(zipFile(...members));

/** An npy file of that many zero bytes, with its header. */
const zeros = (count: number): Uint8Array =>
  npyFile(npyHeaderText("'|u1'", `(${count},)`), new Uint8Array(count));

describe("hostile npz files", () => {
  it("line 89: a bomb is refused by what it may inflate to", async () => {
    const bomb = zipFile(await deflated({ name: "a.npy", content: new Uint8Array(50_000_000) }));
    expect(bomb.length).toBeLessThan(50_000);
    expect(await outcome(bomb)).toBe("LIMIT");
  });

  it("line 89: many small bombs are one", async () => {
    const bomb = await deflated({ name: "", content: new Uint8Array(4_000_000) });
    const bombs = Array.from({ length: 5 }, (_, i) => ({ ...bomb, name: `${i}.npy` }));
    expect(await outcomeOf(...bombs)).toBe("LIMIT");
    expect(await outcomeOf(...bombs.slice(1))).toBe("BAD_MAGIC");
  });

  it("line 89: zeros that deflate well are read, as long as they are few or the limits let them", async () => {
    const file = zipFile(await deflated({ name: "a.npy", content: zeros(10_000_000) }));
    expect((await decodeNpz(file)).get("a")?.shape).toEqual([10_000_000]);
    const more = zipFile(await deflated({ name: "a.npy", content: zeros(20_000_000) }));
    expect(await outcome(more)).toBe("LIMIT");
    expect((await decodeNpz(more, { limits: { ratio: 1100 } })).get("a")?.shape).toEqual([20_000_000]);
    expect(await codeOfPromise(() => decodeNpz(file, { limits: { inflated: 9_999_999 } }))).toBe("LIMIT");
  });

  it("line 90: 100 MB that say they are 100 bytes stop early", async () => {
    const member = await deflated({ name: "a.npy", content: new Uint8Array(100_000_000) });
    expect(await outcomeOf({ ...member, both: { size: 100 } })).toBe("LENGTH_LIE");
  });

  it("line 90: fewer bytes than declared are refused", async () => {
    expect(await outcomeOf({ ...packedA, both: { size: length + 1 } })).toBe("LENGTH_LIE");
  });

  it("line 91: a tiny member that declares 2 GB is refused before it is inflated", async () => {
    expect(await outcomeOf({ ...packedA, both: { size: 2_000_000_000 } })).toBe("LENGTH_LIE");
    const wide = { size: ALL_ONES, packed: ALL_ONES };
    const lying = { ...wide, extra: zip64Extra(2 ** 50, 2 ** 50) };
    expect(await outcomeOf({ ...packedA, both: lying })).toBe("BAD_HEADER");
  });

  it.each([
    ["stored", a],
    ["deflated", packedA],
  ])("line 92: a wrong checksum is found, %s", async (_, member) => {
    expect(await outcomeOf({ ...member, both: { crc: 0 } })).toBe("CHECKSUM");
  });

  it("line 92: any bit that flips in what is stored is found", async () => {
    const file = zipFile(a);
    const start = 30 + a.name.length;
    for (let bit = 0; bit < 8 * length; bit += 7) {
      const damaged = file.slice();
      damaged[start + (bit >> 3)] ^= 1 << (bit & 7);
      expect(await outcome(damaged)).toBe("CHECKSUM");
    }
  });

  it("line 93: __proto__ is a name like others", async () => {
    const decoded = await decodeNpz(zipFile({ ...a, name: "__proto__.npy" }));
    expect([...decoded.keys()]).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>).data).toBeUndefined();
  });

  it.each([
    "../../a",
    "/a",
    "C:\\a",
    "C:/a",
    "a\\b",
    "a\0b",
    "CON",
    "con.x",
    "a/../b",
    "a//b",
    "./a",
    "a/",
    "",
    "\u202egnp",
  ])("line 94: the name %j is refused", async (name) => {
    expect(await outcomeOf({ ...a, name: `${name}.npy`, both: { flags: 0x800 } })).toBe("PATH");
    expect(await codeOfPromise(() => encodeNpz(new Map([[name, [1]]])))).toBe("PATH");
  });

  it.each(["W", "w", "W:0", "b:0", "layer/kernel:0", "a b", "é → 🙂", "a.npy", "constructor"])(
    "line 94: the name %j is a label like others",
    async (name) => {
      const decoded = await decodeNpz(await encodeNpz(new Map([[name, [1]]])));
      expect([...decoded.keys()]).toEqual([name]);
    },
  );

  it("line 95: a name twice is refused, with and without .npy", async () => {
    expect(await outcomeOf(a, a)).toBe("DUPLICATE");
    expect(await outcomeOf(a, { ...a, name: "a" })).toBe("DUPLICATE");
    expect((await decodeNpz(zipFile(a, { ...a, name: "A.npy" }))).size).toBe(2);
  });

  it.each<[string, Member, string]>([
    ["the name", { ...a, local: { name: "b.npy" } }, "BAD_HEADER"],
    ["the method", { ...a, local: { method: 8 } }, "BAD_HEADER"],
    ["the checksum", { ...a, local: { crc: 0 } }, "BAD_HEADER"],
    ["the size", { ...packedA, local: { size: 1 } }, "BAD_HEADER"],
    ["the packed size", { ...packedA, local: { packed: 1 } }, "BAD_HEADER"],
    ["the flags", { ...a, local: { flags: 0x800 } }, "BAD_HEADER"],
    ["the sizes of what is stored", { ...a, both: { size: length + 1 } }, "BAD_HEADER"],
    ["where the member lies", { ...a, central: { offset: 1 } }, "BAD_HEADER"],
    ["the file's end", { ...a, both: { packed: 2 ** 31, size: 2 ** 31 } }, "BAD_HEADER"],
    ["extra fields", { ...a, local: { extra: Uint8Array.of(9, 9, 200, 0) } }, "BAD_HEADER"],
    ["extra fields of 2 bytes", { ...a, local: { extra: Uint8Array.of(9, 9) } }, "BAD_HEADER"],
    ["the name's letters", { ...a, name: Uint8Array.of(0xe9) }, "BAD_UTF8"],
    ["the name's UTF-8", { ...a, name: Uint8Array.of(0xff), both: { flags: 0x800 } }, "BAD_UTF8"],
    [
      "zip64's sizes",
      { ...a, local: { size: ALL_ONES, packed: ALL_ONES, extra: zip64Extra(1, length) } },
      "BAD_HEADER",
    ],
    ["zip64 for nothing", { ...a, local: { extra: zip64Extra(length) } }, "BAD_HEADER"],
    [
      "zip64 with one size of two",
      { ...a, local: { size: ALL_ONES, packed: ALL_ONES, extra: zip64Extra(length) } },
      "BAD_HEADER",
    ],
    ["zip64 that is not there", { ...a, local: { size: ALL_ONES } }, "BAD_HEADER"],
    [
      "zip64 twice",
      { ...a, local: { size: ALL_ONES, extra: joined([zip64Extra(length), zip64Extra(length)]) } },
      "BAD_HEADER",
    ],
    ["a size of 2^53", { ...a, local: { size: ALL_ONES, extra: zip64Extra(2 ** 53) } }, "LENGTH_LIE"],
    [
      "another name in an extra field",
      { ...a, local: { extra: Uint8Array.of(0x75, 0x70, 0, 0) } },
      "UNSUPPORTED",
    ],
    ["encryption", { ...a, both: { flags: 1 } }, "UNSUPPORTED"],
    ["strong encryption", { ...a, both: { flags: 0x40 } }, "UNSUPPORTED"],
    ["a data descriptor", { ...a, both: { flags: 8 } }, "UNSUPPORTED"],
    ["method 12", { ...a, both: { method: 12 } }, "UNSUPPORTED"],
    ["method 14", { ...a, both: { method: 14 } }, "UNSUPPORTED"],
    ["method 93", { ...a, both: { method: 93 } }, "UNSUPPORTED"],
    ["a deflate stream that is none", { ...a, both: { method: 8 } }, "BAD_HEADER"],
  ])("line 96: a member is refused for %s", async (_, member, code) => {
    expect(await outcomeOf(member)).toBe(code);
    expect(await outcomeOf({ ...a, name: "first.npy" }, member)).toBe(code);
  });

  const { body, directory } = zipParts([a]);
  const end = zipEnd(1, directory.length, body.length);
  const at = body.length + directory.length;
  const ones = joined([end.subarray(0, 8), new Uint8Array(12).fill(255), end.subarray(20)]);

  it.each<[string, readonly Uint8Array[], string]>([
    [
      "a prefix",
      [Uint8Array.of(0), body, directory, zipEnd(1, directory.length, body.length + 1)],
      "BAD_HEADER",
    ],
    ["a prefix that offsets ignore", [Uint8Array.of(0), body, directory, end], "BAD_HEADER"],
    [
      "bytes before the directory",
      [body, Uint8Array.of(0), directory, zipEnd(1, directory.length, body.length + 1)],
      "BAD_HEADER",
    ],
    ["bytes after the directory", [body, directory, Uint8Array.of(0), end], "BAD_HEADER"],
    [
      "bytes in the directory",
      [body, directory, Uint8Array.of(0), zipEnd(1, directory.length + 1, body.length)],
      "BAD_HEADER",
    ],
    ["bytes after the end", [body, directory, end, Uint8Array.of(0)], "BAD_HEADER"],
    [
      "a comment that holds an end",
      [body, directory, zipEnd(1, directory.length, body.length, utf8("PK\x05\x06".padEnd(30)))],
      "BAD_HEADER",
    ],
    [
      "a whole file in its comment",
      [body, directory, zipEnd(1, directory.length, body.length, zipFile(a))],
      "BAD_HEADER",
    ],
    [
      "more members than there are",
      [body, directory, zipEnd(2, directory.length, body.length)],
      "BAD_HEADER",
    ],
    [
      "fewer members than there are",
      [body, directory, zipEnd(0, directory.length, body.length)],
      "BAD_HEADER",
    ],
    [
      "two disks",
      [body, directory, joined([end.subarray(0, 4), Uint8Array.of(1), end.subarray(5)])],
      "UNSUPPORTED",
    ],
    [
      "zip64's other count",
      [body, directory, zip64End(2, directory.length, body.length, at), end],
      "BAD_HEADER",
    ],
    ["zip64's other place", [body, directory, zip64End(1, directory.length, 0, at), ones], "BAD_HEADER"],
    [
      "zip64's record elsewhere",
      [body, directory, zip64End(1, directory.length, body.length, at - 1), ones],
      "BAD_HEADER",
    ],
    [
      "zip64's record beyond the file",
      [body, directory, zip64End(1, directory.length, body.length, 2 ** 60), ones],
      "BAD_HEADER",
    ],
    [
      "zip64's 2^60 members",
      [body, directory, zip64End(2 ** 60, directory.length, body.length, at), ones],
      "LIMIT",
    ],
    ["all ones without zip64", [body, directory, ones], "BAD_HEADER"],
    [
      "two members in one place",
      [body, directory, directory, zipEnd(2, 2 * directory.length, body.length)],
      "BAD_HEADER",
    ],
    ["text", [utf8("a,b\n1,2\n")], "BAD_MAGIC"],
    ["an npy file", [content], "BAD_MAGIC"],
  ])("line 96: %s is refused", async (_, parts, code) => {
    expect(await outcome(...parts)).toBe(code);
  });

  it("line 96: zip64 that tells the truth is read, as is a comment", async () => {
    const read = (...parts: readonly Uint8Array[]): Promise<Map<string, Tensor>> => decodeNpz(joined(parts));
    const zip64 = zip64End(1, directory.length, body.length, at);
    expect(await read(body, directory, zip64, ones)).toEqual(tensors);
    expect(await read(body, directory, zip64, end)).toEqual(tensors);
    const comment = utf8("made by hand");
    expect(await read(body, directory, zipEnd(1, directory.length, body.length, comment))).toEqual(tensors);
    const wide = { size: ALL_ONES, packed: ALL_ONES };
    const local = { ...wide, extra: zip64Extra(length, length) };
    const central = { ...wide, offset: ALL_ONES, extra: zip64Extra(length, length, 0) };
    expect(await decodeNpz(zipFile({ ...a, local }))).toEqual(tensors);
    expect(await decodeNpz(zipFile({ ...a, local, central }))).toEqual(tensors);
  });

  it.each([
    ["stored", a],
    ["deflated", packedA],
  ])("line 97: a file that ends early is truncated, wherever it ends, %s", async (_, member) => {
    const file = zipFile(member, { ...a, name: "b.npy" });
    for (let end = 0; end < file.length; end++)
      expect(await outcome(file.subarray(0, end))).toBe("TRUNCATED");
  });

  it("line 97: a comment that ends early is truncated", async () => {
    const whole = joined([body, directory, zipEnd(1, directory.length, body.length, utf8("text"))]);
    expect(await outcome(whole.subarray(0, -1))).toBe("TRUNCATED");
  });

  it("line 97: a deflate stream that ends early is refused", async () => {
    const cut = packedA.packed?.subarray(0, -1) as Uint8Array;
    const both = { method: 8, crc: 0, size: length };
    expect(await outcomeOf({ name: "a.npy", content: cut, both })).toBe("BAD_HEADER");
  });

  it("line 98: 70,000 members are too many", async () => {
    const members = Array.from({ length: 70_000 }, (_, i) => ({
      name: `${i}.npy`,
      content: new Uint8Array(0),
    }));
    const { body, directory } = zipParts(members);
    const at = body.length + directory.length;
    expect(await outcome(body, directory, zip64End(70_000, directory.length, body.length, at), ones)).toBe(
      "LIMIT",
    );
    expect(await codeOfPromise(() => decodeNpz(zipFile(a), { limits: { tensors: 0 } }))).toBe("LIMIT");
  });

  it("line 98: an npz in an npz is not read", async () => {
    expect(await outcomeOf({ name: "a.npz", content: zipFile(a) })).toBe("UNSUPPORTED");
    expect(await outcomeOf({ name: "a.npy", content: zipFile(a) })).toBe("UNSUPPORTED");
  });
});

describe("decodeNpz", () => {
  it("reads an empty file and one in which a member lacks its suffix", async () => {
    expect(await decodeNpz(zipFile())).toEqual(new Map());
    expect(await decodeNpz(zipFile({ ...a, name: "a" }))).toEqual(tensors);
  });

  it("says which member is wrong", async () => {
    const members = [a, { name: "b.npy", content: content.subarray(0, -1) }];
    await expect(decodeNpz(zipFile(...members))).rejects.toThrow(
      `decodeNpz: "b.npy": at least ${length} bytes are required, got ${length - 1}`,
    );
  });

  it("rejects, never throws, for what are no bytes", async () => {
    expect(await codeOfPromise(() => decodeNpz("text" as never))).toBe("TypeError");
    expect(await codeOfPromise(() => decodeNpz(zipFile(a), { limits: { size: 1 } as object }))).toBe(
      "RangeError",
    );
    expect(await codeOfPromise(() => decodeNpz(zipFile(a), { limits: { input: 9 } }))).toBe("LIMIT");
  });

  it("leaves its input as it was", async () => {
    const bytes = zipFile(a, { ...packedA, name: "b.npy" });
    const before = bytes.slice();
    for (const x of (await decodeNpz(bytes)).values()) x.data[0] = 9;
    expect(bytes).toEqual(before);
  });
});

describe("encodeNpz", () => {
  it.each([false, true])("gives what decodeNpz reads, compress: %s", async (compress) => {
    const many = new Map<string, Tensor>([
      ["float", tensor([[1, 2]])],
      ["big", tensor(BigInt64Array.of(-1n))],
      ["empty", tensor(new Float32Array(0), [0, 3])],
    ]);
    expect(await decodeNpz(await encodeNpz(many, { compress }))).toEqual(many);
  });

  it("deflates what deflates", async () => {
    const many = new Map([["a", tensor(new Float32Array(10_000))]]);
    const sizes = [await encodeNpz(many), await encodeNpz(many, { compress: true })].map(
      (file) => file.length,
    );
    expect(sizes[1]).toBeLessThan(sizes[0] / 100);
  });

  it.each<[string, unknown, object, string]>([
    ["more inflated than is read", new Map([["a", new Uint8Array(20_000_000)]]), { compress: true }, "LIMIT"],
    ["more tensors than are read", tensors, { limits: { tensors: 0 } }, "LIMIT"],
    ["more bytes than are read", tensors, { limits: { input: 100 } }, "LIMIT"],
    ["a lone surrogate", new Map([["\ud800", [1]]]), {}, "PATH"],
    ["a name that is no text", new Map([[1, [1]]]), {}, "TypeError"],
    ["an object", { a: [1] }, {}, "TypeError"],
    ["a flag that is none", tensors, { compress: 1 }, "TypeError"],
    ["a limit that there is not", tensors, { limits: { members: 1 } }, "RangeError"],
  ])("refuses %s", async (_, value, options, code) => {
    expect(await codeOfPromise(() => encodeNpz(value as never, options))).toBe(code);
  });
});
