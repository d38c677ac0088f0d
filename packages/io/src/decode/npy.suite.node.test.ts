// The cases of NumPy's own numpy/lib/tests/test_format.py. Not here are those of what this package does not do: memory maps, files
// that begin within another, warnings, the versions 2 and 3 when it writes, and arrays of 2 GiB, which save.test.ts stands for.
// Two outcomes differ on purpose: objects, structures, text and complex numbers are refused (DTYPE), and so is `(2L,)`, Python 2's shape.
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { type Tensor, tensor } from "@ngc/tensor";
import { testGolden } from "@tooling/golden";
import { describe, expect, it } from "vitest";
import { codeOf, codeOfPromise, hex } from "../../test/code-of.ts";
import { npyFile, npyHeaderText as text } from "../../test/npy-file.ts";
import { encodeNpy } from "../encode/npy.ts";
import { openNpy } from "../open/npy.ts";
import { decodeNpy } from "./npy.ts";
import { decodeNpz } from "./npz.ts";

/** A file as NumPy lays it out: room for the digits of the axis that grows, elements at a multiple of 64. */
function numpyFile(
  descr: string,
  shape: readonly number[],
  body: Uint8Array,
  fortran = false,
  version = 1,
): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const dict = text(descr, tuple, fortran ? "True" : "False").trimEnd();
  const room = shape.length === 0 ? 0 : 21 - String(shape[fortran ? shape.length - 1 : 0]).length;
  const before = version === 1 ? 10 : 12;
  const end = Math.ceil((before + dict.length + room + 1) / 64) * 64;
  return npyFile(`${dict.padEnd(end - before - 1)}\n`, body, version);
}

const SETTERS: Record<string, (view: DataView, at: number, value: number, little: boolean) => void> = {
  u1: (view, at, value) => view.setUint8(at, value),
  i1: (view, at, value) => view.setInt8(at, value),
  u2: (view, at, value, little) => view.setUint16(at, value, little),
  i2: (view, at, value, little) => view.setInt16(at, value, little),
  u4: (view, at, value, little) => view.setUint32(at, value, little),
  i4: (view, at, value, little) => view.setInt32(at, value, little),
  u8: (view, at, value, little) => view.setBigUint64(at, BigInt(value), little),
  i8: (view, at, value, little) => view.setBigInt64(at, BigInt(value), little),
  f4: (view, at, value, little) => view.setFloat32(at, value, little),
  f8: (view, at, value, little) => view.setFloat64(at, value, little),
  // The imaginary parts are 0.
  c8: (view, at, value, little) => view.setFloat32(at, value, little),
  c16: (view, at, value, little) => view.setFloat64(at, value, little),
};

const ROW = Array.from({ length: 1500 }, (_, i) => i);
const BACKWARDS = Array.from({ length: 750 }, (_, i) => (29 - Math.floor(i / 25)) * 50 + 2 * (i % 25));

/** What NumPy's suite takes 0, 1, 2 … 1499 for: the elements as they lie in the file, and how. */
const LAYOUTS: Record<string, [shape: number[], elements: number[], fortran?: boolean]> = {
  empty: [[0], []],
  scalar: [[], [10]],
  row: [[1500], ROW],
  rows: [[30, 50], ROW],
  columns: [[50, 30], ROW, true],
  slices: [[30, 25], BACKWARDS],
};

function arangeFile(descr: string, layout: string): Uint8Array {
  const [shape, elements, fortran] = LAYOUTS[layout];
  const type = descr.slice(1);
  const size = Number(type.slice(1));
  const body = new DataView(new ArrayBuffer(elements.length * size));
  for (const [i, value] of elements.entries()) SETTERS[type](body, i * size, value, descr[0] !== ">");
  return numpyFile(`'${descr}'`, shape, new Uint8Array(body.buffer), fortran);
}

/** What a file's reader gives: what `show` makes of it, or the code of the error. */
function outcome<T>(read: () => T, show: (answer: T) => unknown = (answer) => answer): unknown {
  let shown: unknown;
  const code = codeOf(() => {
    shown = show(read());
  });
  return code === "no error" ? shown : code;
}

function held({ data, shape, dtype }: Tensor): unknown {
  return { shape, dtype, crc: crc32(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)) };
}

async function npz(bytes: string, show: (x: Tensor) => unknown = (x) => x): Promise<unknown> {
  let shown: unknown;
  const code = await codeOfPromise(async () => {
    shown = Object.fromEntries([...(await decodeNpz(hex(bytes)))].map(([name, x]) => [name, show(x)]));
  });
  return code === "no error" ? shown : code;
}

/** The descr of very many fields. */
const FIELDS: Record<string, () => Uint8Array> = {
  names: () => {
    const fields = Array.from({ length: 500 }, (_, i) => `('${String(i).repeat(100)}', '<f8')`);
    return numpyFile(`[${fields.join(", ")}]`, [1], new Uint8Array(4000), false, 2);
  },
  fields: () => {
    const fields = Array.from({ length: 10_001 }, (_, i) => `('f${i}', '<i4')`);
    return numpyFile(`[${fields.join(", ")}]`, [], new Uint8Array(40_004), false, 2);
  },
};

testGolden(new URL("../../test/golden/npy-suite.json", import.meta.url), {
  "decodeNpy.arange": (descr: string, layout: string) => {
    const file = arangeFile(descr, layout);
    return { file: crc32(file), holds: outcome(() => decodeNpy(file), held) };
  },
  decodeNpy: (file: string) => outcome(() => decodeNpy(hex(file))),
  decodeNpz: (file: string) => npz(file),
  "decodeNpz.held": (file: string) => npz(file, held),
  "encodeNpy.zeros": (rows: number) => crc32(encodeNpy(tensor(new Uint8Array(2 * rows), [rows, 2]))),
  "decodeNpy.longText": () => {
    const file = numpyFile("'<U262145'", [1], new Uint8Array(4 * 262_145));
    return { file: crc32(file), holds: outcome(() => decodeNpy(file)) };
  },
  "decodeNpy.longHeader": (what: string, header: number) => {
    const file = FIELDS[what]();
    return { file: crc32(file), holds: outcome(() => decodeNpy(file, { limits: { header } })) };
  },
});

const READ = ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8"].flatMap((type) =>
  ["<", ">"].map((order) => `${type.endsWith("1") ? "|" : order}${type}`),
);

describe("NumPy's suite", () => {
  it.each(Object.keys(LAYOUTS))("each dtype's %s, short of a byte, is truncated", (layout) => {
    const codes = READ.map((descr) => codeOf(() => decodeNpy(arangeFile(descr, layout).subarray(0, -1))));
    expect(new Set(codes)).toEqual(new Set(["TRUNCATED"]));
  });

  it.each(READ)("%s is read alike in pieces of any size", async (descr) => {
    const file = arangeFile(descr, "rows");
    const source = await openNpy(new Blob([file as Uint8Array<ArrayBuffer>]));
    const pieces: number[] = [];
    for (let at = 0, size = 1; at < 30; at += size, size = (size * 7) % 11)
      pieces.push(...Array.from((await source.rows(at, Math.min(at + size, 30))).data, Number));
    expect(pieces).toEqual(Array.from(decodeNpy(file).data, Number));
  });

  it.each([
    ["1.1", 1, 1],
    ["0.0", 0, 0],
    ["0.1", 0, 1],
    ["2.2", 2, 2],
    ["255.255", 255, 255],
  ])("version %s is refused", (_, major, minor) => {
    const file = numpyFile("'<f8'", [0], new Uint8Array(0));
    file.set([major, minor], 6);
    expect(codeOf(() => decodeNpy(file))).toBe("BAD_VERSION");
    expect(codeOf(() => decodeNpy(file.subarray(0, 8)))).toBe("TRUNCATED");
  });

  it.each([
    ["\\x92NUMPY", "924e554d50590100", "BAD_MAGIC"],
    ["\\x00NUMPY", "004e554d50590100", "BAD_MAGIC"],
    ["\\x93numpy", "936e756d70790100", "BAD_MAGIC"],
    ["\\x93MATLB", "934d41544c420100", "BAD_MAGIC"],
    ["a version of one byte", "934e554d505901", "TRUNCATED"],
    ["a magic alone", "934e554d5059", "TRUNCATED"],
    ["nothing", "", "TRUNCATED"],
    ["a header without its length", "934e554d50590100", "TRUNCATED"],
    ["a header of half a length", "934e554d5059010031", "TRUNCATED"],
    ["a header shorter than it says", "934e554d505901000100", "TRUNCATED"],
  ])("%s is no file", (_, bytes, code) => {
    expect(codeOf(() => decodeNpy(hex(bytes)))).toBe(code);
  });

  it.each([
    ["a header without fortran_order", "{'descr': '<f8', 'shape': (1, 2), }"],
    [
      "a header with a further key",
      "{'descr': '<f8', 'extrakey': -1, 'fortran_order': False, 'shape': (1, 2), }",
    ],
  ])("%s is refused", (_, header) => {
    expect(codeOf(() => decodeNpy(npyFile(header, new Uint8Array(16))))).toBe("BAD_HEADER");
    expect(codeOf(() => decodeNpy(npyFile(header.replace("<f8", "x"))))).toBe("DTYPE");
  });

  it("a shape as Python 2 wrote it is refused, which NumPy reads with a warning", () => {
    const file = npyFile(text("'<f8'", "(2L,)"), new Uint8Array(Float64Array.of(1, 1).buffer));
    expect(codeOf(() => decodeNpy(file))).toBe("SHAPE");
  });

  it("an array past 5 GiB is read row by row", async () => {
    const folder = mkdtempSync(join(tmpdir(), "npy-"));
    try {
      const path = join(folder, "large.npy");
      const rows = 5 * 2 ** 27 + 1;
      const file = openSync(path, "w");
      const header = numpyFile("'<f8'", [rows], new Uint8Array(0));
      writeSync(file, header);
      ftruncateSync(file, header.length + 8 * (rows - 5));
      writeSync(file, Float64Array.of(0, 1, 2, 3, 4), 0, 40, header.length + 8 * (rows - 5));
      closeSync(file);
      const source = await openNpy(path);
      expect((await source.rows(rows - 6, rows)).toArray()).toEqual([0, 0, 1, 2, 3, 4]);
      await source.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
