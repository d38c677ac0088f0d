// The cases of safetensors' own tests: safetensors/src/tensor.rs, bindings/python/tests, attacks. Not here are those of other things
// than the format: PyTorch's storages and models, devices, memory maps, threads, pointers, lifetimes, slices of inner axes, views that
// are made of too few bytes. Two outcomes differ on purpose, as the format's description has it and their reader does not: a header
// begins with {, and only spaces pad it. Floats of 4, 6 and 8 bits and complex numbers are refused (DTYPE).
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PlainTensor, type Tensor, tensor } from "@ngc/tensor";
import { testGolden } from "@tooling/golden";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf, hex } from "../../test/code-of.ts";
import { safetensorsFile as file } from "../../test/safetensors-file.ts";
import { encodeSafetensors } from "../encode/safetensors.ts";
import { openSafetensors } from "../open/safetensors.ts";
import { decode } from "./envelope.ts";
import { decodeNpy } from "./npy.ts";
import { decodeSafetensors } from "./safetensors.ts";

const asHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** What reading gives, or the code of its error. */
function outcome(read: () => unknown): unknown {
  let answer: unknown;
  const code = codeOf(() => {
    answer = read();
  });
  return code === "no error" ? answer : code;
}

function read(bytes: string): unknown {
  return outcome(() => {
    const { tensors, metadata } = decodeSafetensors(hex(bytes));
    return { tensors: Object.fromEntries(tensors), metadata };
  });
}

testGolden(new URL("../../test/golden/safetensors-suite.json", import.meta.url), {
  decodeSafetensors: read,
  encodeSafetensors: (content: { tensors: Record<string, PlainTensor>; metadata: Record<string, string> }) =>
    asHex(encodeSafetensors({ ...content, tensors: new Map(Object.entries(content.tensors)) })),
  "encodeSafetensors.npy": (npy: string) => {
    const tensors = new Map([["test1", decodeNpy(hex(npy))]]);
    return asHex(encodeSafetensors({ tensors, metadata: { framework: "pt" } }));
  },
  "decodeSafetensors.flax": (msgpack: string, safetensors: string) => [
    outcome(() => (decode(hex(msgpack)) as { test: Tensor }).test),
    outcome(() => decodeSafetensors(hex(safetensors)).tensors.get("test")),
  ],
});

const entry = (dtype: string, shape: string, offsets: string): string =>
  `"test":{"dtype":"${dtype}","shape":[${shape}],"data_offsets":[${offsets}]}`;
const square = `{${entry("I32", "2,2", "0,16")}}`;

describe("safetensors' suite", { timeout: 60_000 }, () => {
  it.each<[string, Uint8Array, string]>([
    ["nothing", new Uint8Array(0), "TRUNCATED"],
    ["a header's length alone", hex("3c00000000000000"), "TRUNCATED"],
    ["a header of 2^64 - 2^40 bytes", file(square, new Uint8Array(16), 0xffff_ff00_0000_003cn), "LIMIT"],
    ["a header that is no UTF-8", file(hex("ff")), "BAD_HEADER"],
    ["a header that is no JSON", file("{"), "BAD_HEADER"],
    ["half a header", file(square).subarray(0, 8 + square.length / 2), "TRUNCATED"],
    ["a length of the header that takes elements in", file(square, new Uint8Array(16), 1000n), "TRUNCATED"],
    ["a header padded by other than spaces", file("{}\r \t\n"), "BAD_HEADER"],
    ["a header that begins with spaces", file("\t\n{}\r "), "BAD_HEADER"],
    ["bytes after the elements", file(square, new Uint8Array(50)), "TRAILING"],
    ["two bytes too few", file(square, new Uint8Array(14)), "TRUNCATED"],
    [
      "4 MiB of which one byte is there",
      file(`{${entry("F32", "1024,1024", "0,4194304")}}`, hex("00")),
      "LENGTH_LIE",
    ],
    ["a shape of other bytes", file(`{${entry("I32", "2,2", "0, 4")}}`), "SHAPE"],
    [
      "a shape past 2^64",
      file(`{${entry("I32", "2,18446744073709551614", "0,16")}}`, new Uint8Array(16)),
      "OVERFLOW",
    ],
    [
      "a shape whose bytes are past 2^64",
      file(`{${entry("I32", "2,9223372036854775807", "0,16")}}`, new Uint8Array(16)),
      "OVERFLOW",
    ],
    ["a dtype that is none", file(`{${entry("nonsense", "1", "0,0")}}`), "DTYPE"],
    ["an object for a tensor's parts", file('{"test":{"some":"dict"}}'), "BAD_HEADER"],
    ["text for the header", file('"test"'), "BAD_HEADER"],
  ])("%s is refused", (_, bytes, code) => {
    expect(codeOf(() => decodeSafetensors(bytes))).toBe(code);
  });

  it.each(["F4", "F6_E3M2", "F6_E2M3", "F8_E4M3", "F8_E5M2", "F8_E8M0", "F8_E4M3FNUZ", "F8_E5M2FNUZ", "C64"])(
    "%s is no dtype here",
    (dtype) => {
      expect(codeOf(() => decodeSafetensors(file(`{${entry(dtype, "8", "0,8")}}`, new Uint8Array(8))))).toBe(
        "DTYPE",
      );
    },
  );

  it.each([
    ["no axes", `{${entry("I32", "", "0,4")}}`, Int32Array.of(0), []],
    ["two axes", square, new Int32Array(4), [2, 2]],
    ["an empty axis, and a space", `{${entry("I32", "2,0", "0, 0")}}`, new Int32Array(0), [2, 0]],
  ])("a tensor of %s is read, of a header without padding", (_, header, data, shape) => {
    const { tensors } = decodeSafetensors(file(header, new Uint8Array(data.byteLength)));
    const read = [...tensors].map(([name, x]) => ({ name, data: x.data, shape: x.shape }));
    expect(read).toEqual([{ name: "test", data, shape }]);
  });

  it("metadata are read, in whatever padding", () => {
    const header = `{"__metadata__":{"framework":"pt"},${square.slice(1)}       `;
    expect(decodeSafetensors(file(header, new Uint8Array(16))).metadata).toEqual({ framework: "pt" });
  });

  it.each([
    [10, "2,2", "0,16", "OFFSET"],
    [100_000, "200,200", "0,160000", "OFFSET"],
  ])("%i tensors of the same bytes are refused", (count, shape, offsets, code) => {
    const each = `{"dtype":"F32","shape":[${shape}],"data_offsets":[${offsets}]}`;
    const names = Array.from({ length: count }, (_, i) => `"weight_${i}":${each}`);
    const bytes = file(`{${names.join(",")}}`, new Uint8Array(Number(offsets.slice(2))));
    expect(codeOf(() => decodeSafetensors(bytes))).toBe(code);
  });

  it("a header of more than 100,000,000 bytes, as of ten million tensors, is not read", () => {
    expect(codeOf(() => decodeSafetensors(file(new Uint8Array(100_000_001))))).toBe("LIMIT");
  });

  it("a header of more than 100,000,000 bytes is not written", () => {
    const metadata = { long: "a".repeat(100_000_000) };
    expect(codeOf(() => encodeSafetensors({ tensors: new Map(), metadata }))).toBe("LIMIT");
  });

  it.each([
    ["a dict for a tensor", { tensors: new Map([["test", { some: "dict" }]]) }],
    ["text for the tensors", { tensors: "test" }],
    ["a Map for the metadata", { tensors: new Map(), metadata: new Map([["epoch", "3"]]) }],
    ["an array for the metadata", { tensors: new Map(), metadata: ["a"] }],
  ])("%s is not written", (_, content) => {
    expect(codeOf(() => encodeSafetensors(content as never))).toBe("TypeError");
  });

  it.each([6, 12])("the tensors of a GPT-2 of %i blocks, its lengths 256 times less, come back", (blocks) => {
    const shapes: Record<string, number[]> = {
      wte: [197, 3],
      wpe: [4, 3],
      "ln_f.weight": [3],
      "ln_f.bias": [3],
    };
    for (let i = 0; i < blocks; i++)
      Object.assign(shapes, {
        [`h.${i}.ln_1.weight`]: [3],
        [`h.${i}.ln_1.bias`]: [3],
        [`h.${i}.attn.bias`]: [1, 1, 4, 4],
        [`h.${i}.attn.c_attn.weight`]: [3, 9],
        [`h.${i}.attn.c_attn.bias`]: [9],
        [`h.${i}.attn.c_proj.weight`]: [3, 3],
        [`h.${i}.attn.c_proj.bias`]: [3],
        [`h.${i}.ln_2.weight`]: [3],
        [`h.${i}.ln_2.bias`]: [3],
        [`h.${i}.mlp.c_fc.weight`]: [3, 12],
        [`h.${i}.mlp.c_fc.bias`]: [12],
        [`h.${i}.mlp.c_proj.weight`]: [12, 3],
        [`h.${i}.mlp.c_proj.bias`]: [3],
      });
    const tensors = new Map<string, Tensor>();
    for (const [name, shape] of Object.entries(shapes)) {
      const size = shape.reduce((a, b) => a * b);
      tensors.set(
        name,
        tensor(
          Float32Array.from({ length: size }, (_, i) => tensors.size + i),
          shape,
        ),
      );
    }
    const { tensors: back } = decodeSafetensors(encodeSafetensors({ tensors }));
    expect(new Map([...back].sort())).toEqual(new Map([...tensors].sort()));
  });

  it("tensors of any shapes and dtypes come back, each aligned to its elements", () => {
    const classes = [
      Uint8Array,
      Int32Array,
      Uint32Array,
      Float32Array,
      Float64Array,
      BigInt64Array,
      BigUint64Array,
    ];
    const shape = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });
    const drawn = fc.tuple(fc.constantFrom(...classes), shape).map(([Class, lengths]) => {
      const elements = new Class(lengths.reduce((a, b) => a * b));
      const bytes = new Uint8Array(elements.buffer);
      // No NaN among them: of each element the last byte stays 0.
      for (let i = 0; i < bytes.length; i++) bytes[i] = (i + 1) % elements.BYTES_PER_ELEMENT === 0 ? 0 : i;
      return tensor(elements as Float32Array, lengths) as Tensor;
    });
    const check = (drawn: readonly Tensor[]): void => {
      const tensors = new Map(drawn.map((x, i) => [`t.${i}`, x]));
      const bytes = encodeSafetensors({ tensors });
      expect(decodeSafetensors(bytes).tensors).toEqual(tensors);
      const begin = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
      const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, begin)));
      for (const [name, { data }] of tensors)
        expect((begin + header[name].data_offsets[0]) % data.BYTES_PER_ELEMENT).toBe(0);
    };
    fc.assert(fc.property(fc.array(drawn, { minLength: 1, maxLength: 7 }), check), { numRuns: 20 });
  });
});

describe("safetensors' suite, of a file that stays where it is", () => {
  let folder: string;
  let path: string;
  const A = tensor(
    Float64Array.from({ length: 50 }, (_, i) => Math.sin(i)),
    [10, 5],
  );
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "safetensors-"));
    path = join(folder, "slice.safetensors");
    writeFileSync(path, encodeSafetensors({ tensors: new Map([["a", A]]) }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("rows are those of the tensor, whichever are asked for", async () => {
    const { tensors, close } = await openSafetensors(path);
    const a = tensors.get("a");
    expect(await a?.rows()).toEqual(A);
    expect(await a?.rows(0, 2)).toEqual(tensor(A.data.slice(0, 10), [2, 5]));
    expect(await a?.rows(2)).toEqual(tensor(A.data.slice(10), [8, 5]));
    expect(await a?.take([])).toEqual(tensor(new Float64Array(0), [0, 5]));
    await expect(a?.rows(0, 20)).rejects.toThrow(RangeError);
    await expect(a?.take([10])).rejects.toThrow(RangeError);
    await close();
  });

  it("what was closed is read no more, and may be written over", async () => {
    const { tensors, close } = await openSafetensors(path);
    await close();
    await expect(tensors.get("a")?.rows()).rejects.toThrow(TypeError);
    writeFileSync(path, "something");
  });

  it("a file that is not there is the system's error, with its path", async () => {
    await expect(openSafetensors("notafile")).rejects.toThrow("openSafetensors: notafile: ENOENT: ");
  });
});
