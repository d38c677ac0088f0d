import { spawnSync } from "node:child_process";
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Tensor, tensor } from "@ngc/tensor";
import { readGolden } from "@tooling/golden";
import { afterAll, describe, expect, it } from "vitest";
import { codeOfPromise } from "../../test/code-of.ts";
import { pickle } from "../../test/pickle-text.ts";
import { decode } from "../decode/envelope.ts";
import { decodeNpy } from "../decode/npy.ts";
import { decodeNpz } from "../decode/npz.ts";
import { decodeSafetensors } from "../decode/safetensors.ts";
import { encode } from "../encode/envelope.ts";
import { encodeNpy } from "../encode/npy.ts";
import { encodeNpz } from "../encode/npz.ts";
import { encodeSafetensors } from "../encode/safetensors.ts";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, bytes: Uint8Array | string = ""): string {
  const path = join(folder, name);
  if (bytes.length > 0) writeFileSync(path, bytes);
  return path;
}

async function lines(name: string, bytes: Uint8Array, width = 80): Promise<string[]> {
  return (await run(["inspect", file(name, bytes)], width)).slice(2);
}

const W = tensor([
  [0, 1, 2],
  [3, 4, 10],
]);

describe("inspect", () => {
  it("shows shape, dtype, extremes and a histogram of each array", async () => {
    const tensors = new Map<string, Tensor>([
      ["W", W],
      ["b", tensor(BigInt64Array.of(7n))],
    ]);
    expect(await lines("a.safetensors", encodeSafetensors({ tensors }))).toEqual([
      "array  dtype    shape   min  mean  max  elements",
      "b      int64    [1]     7    7     7          █",
      "W      float32  [2, 3]  0    3.33  10   █████      █",
    ]);
  });

  it("counts what is not finite apart", async () => {
    const [, row] = await lines("nan.npy", encodeNpy([Number.NaN, 1, 3, Number.POSITIVE_INFINITY]));
    expect(row).toBe("(all)  float32  [4]    1    2     3    █          █ 2 not finite");
  });

  it("shows arrays without elements, scalars, and elements whose difference is infinite", async () => {
    expect((await lines("empty.npy", encodeNpy(tensor(new Float32Array(0), [0, 3]))))[1]).toMatch(
      /^\(all\) {2}float32 {2}\[0, 3\]$/,
    );
    expect((await lines("wide.npy", encodeNpy(tensor(Float64Array.of(-1.7e308, 1.7e308)))))[1]).toMatch(
      /-1\.7e\+308 +0 +1\.7e\+308 +█ {10}█$/,
    );
  });

  it("shows an object's arrays, lists of numbers and values by their paths", async () => {
    const object = {
      layers: [{ W, tau: 20, on: true }],
      seen: [1, 2],
      none: null,
      at: new Map([[3, 4n]]),
      nothing: {},
    };
    expect((await lines("a.ngc", encode(object))).map((line) => line.split(/ {2,}/).slice(0, 2))).toEqual([
      ["array", "dtype"],
      ["layers.0.W", "float32"],
      ["layers.0.tau", "20"],
      ["layers.0.on", "true"],
      ["seen", "numbers"],
      ["none", "null"],
      ["at.3", "4n"],
      ["nothing", "empty"],
    ]);
  });

  it("tells formats by their bytes, and by the name where those may be anything", async () => {
    const npz = await encodeNpz(new Map([["W", W]]));
    const first = async (name: string, bytes: Uint8Array): Promise<string> =>
      (await run(["inspect", file(name, bytes)], 200))[0].split(": ")[1];
    expect(await first("1.bin", encodeNpy(W))).toMatch(/^npy, /);
    expect(await first("2.bin", npz)).toMatch(/^npz, /);
    expect(await first("3.bin", encodeSafetensors({ tensors: new Map() }))).toMatch(/^safetensors, 16 bytes/);
    expect(await first("4.bin", Uint8Array.of(0, 0, 8, 0, 1))).toBe("idx, 5 bytes");
    expect(await first("5.bin", pickle("\x80\x04N."))).toBe("pickle, 4 bytes");
    expect(await first("6.pkl", pickle("(lp0\n."))).toBe("pickle, 6 bytes");
    expect(await first("7.bin", encode(1))).toBe("ngc, 25 bytes");
    expect(await first("8.msgpack", Uint8Array.of(1))).toBe("ngc, 1 bytes");
  });

  it("shows a model's components, what they hold, and their wires, of ngc-learn 3 and 2", async () => {
    const { cases } = readGolden(new URL("../../test/golden/model.json", import.meta.url));
    const tables = cases.map(async ({ args: [files] }, i) => {
      for (const [name, hex] of Object.entries(files as Record<string, string>)) {
        mkdirSync(dirname(join(folder, `model-${i}`, name)), { recursive: true });
        writeFileSync(join(folder, `model-${i}`, name), Buffer.from(hex, "hex"));
      }
      const table = await run(["inspect", join(folder, `model-${i}`)], 100);
      return table.map((line) => line.split(/ {2,}/).slice(0, 3).join(" "));
    });
    const [current, first] = await Promise.all(tables);
    expect(current[0]).toMatch(/model-0: ngc-learn model circuit, 3 components$/);
    expect(current).toContain("z0 ngclearn.components.neurons.graded.rateCell.RateCell");
    expect(current).toContain("W1.opt.1.0 float32 [3, 2]");
    expect(current).toContain("wire circuit:z0:zF -> circuit:W1:inputs");
    expect(first[0]).toMatch(/model-1: ngc-learn model circuit, 4 components$/);
    expect(first).toContain("W1.weights float32 [3, 2]");
    expect(first).toContain("wire an operation -> circuit:e1:mu");
  });

  it.each([20, 40, 80, 200])("stays within %i characters, and shows no control characters", async (width) => {
    const tensors = new Map([
      [`evil\x1b[31m\u202e\n${"name".repeat(50)}`, W],
      ["b", tensor(new Float32Array(1000).map((_, i) => i))],
    ]);
    const shown = await run(["inspect", file("evil.safetensors", encodeSafetensors({ tensors }))], width);
    expect(Math.max(...shown.map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(shown.join("")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it("shows the first 1,000 lines of very many", async () => {
    const shown = await lines("many.ngc", encode(Array.from({ length: 1200 }, String)));
    expect(shown).toHaveLength(1001);
    expect(shown.at(-1)).toBe("and 200 more");
  });

  it("reads a file of any size through one buffer", { timeout: 60_000 }, () => {
    const peak = (megabytes: number): number => {
      const path = file(`${megabytes}.npy`, encodeNpy([0]).slice(0, 128));
      const count = (megabytes << 20) / 4;
      const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${count},), }`.padEnd(117);
      const opened = openSync(path, "r+");
      writeSync(opened, `${header}\n`, 10);
      ftruncateSync(opened, 128 + 4 * count);
      closeSync(opened);
      const code = `import { run } from ${JSON.stringify(new URL("run.ts", import.meta.url))};
        await run(["inspect", ${JSON.stringify(path)}], 80); console.log(process.resourceUsage().maxRSS);`;
      const child = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
        encoding: "utf8",
      });
      return Number(child.stdout) / 1024;
    };
    expect(peak(160) - peak(1)).toBeLessThan(40);
  });
});

describe("convert", () => {
  const tensors = new Map<string, Tensor>([
    ["W", W],
    ["n", tensor(BigInt64Array.of(1n, 2n))],
  ]);
  const read: Record<string, (bytes: Uint8Array) => unknown> = {
    npz: decodeNpz,
    safetensors: (bytes) => decodeSafetensors(bytes).tensors,
    ngc: decode,
  };

  it.each(["npz", "safetensors", "ngc"])("writes what other formats hold as %s", async (to) => {
    const sources = [
      file("c.npz", await encodeNpz(tensors)),
      file("c.safetensors", encodeSafetensors({ tensors })),
      file("c.ngc", encode(tensors)),
    ];
    for (const from of sources) {
      const target = file(`out.${to}`);
      expect(await run(["convert", from, target], 80)).toEqual([]);
      const answer = (await read[to](readFileSync(target))) as Map<string, Tensor>;
      expect(new Map([...answer].sort())).toEqual(tensors);
    }
  });

  it("names the arrays of an object by their paths, as inspect does, and a lone array by its file", async () => {
    const nested = encode({
      layers: { z0: { W } },
      list: [{ W }, new Map([[3, W]])],
      none: [],
      "": { "": W },
    });
    const names = (await lines("nested.ngc", nested)).map((line) => line.split(/ {2,}/)[0]);
    expect(names).toEqual(["array", "layers.z0.W", "list.0.W", "list.1.3", "none", "."]);
    await run(["convert", file("nested.ngc"), file("nested.safetensors")], 80);
    expect([...decodeSafetensors(readFileSync(file("nested.safetensors"))).tensors.keys()].sort()).toEqual(
      names.filter((name) => name !== "array" && name !== "none").sort(),
    );
    await run(["convert", file("lone.npy", encodeNpy(W)), file("lone.npz")], 80);
    expect(await decodeNpz(readFileSync(file("lone.npz")))).toEqual(new Map([["lone", W]]));
    await run(["convert", file("lone.npz"), file("back.npy")], 80);
    expect(decodeNpy(readFileSync(file("back.npy")))).toEqual(W);
  });

  it("keeps a safetensors file's metadata, by way of ngc too, and says so where there is no place for it", async () => {
    // What an object literal would take for its prototype.
    const metadata = JSON.parse('{"format": "pt", "a.b": "dots", "": "no name", "__proto__": "plain"}');
    const from = file("meta.safetensors", encodeSafetensors({ tensors, metadata }));
    const [straight, between, back] = ["straight.safetensors", "between.ngc", "back.safetensors"].map(
      (name) => file(name),
    );
    await run(["convert", from, straight], 80);
    await run(["convert", from, between], 80);
    await run(["convert", between, back], 80);
    for (const name of [straight, back]) expect(readFileSync(name).equals(readFileSync(from))).toBe(true);
    const plain = file(
      "plain.safetensors",
      encodeSafetensors({ tensors: new Map([["W", W]]), metadata: { "\u009b2J": "x" } }),
    );
    expect(await run(["convert", from, file("meta.npz")], 80)).toEqual([
      'left out, for want of a place in npz: metadata "format", "a.b", "", "__proto__"',
    ]);
    expect((await run(["convert", plain, file("meta.npy")], 80))[0]).toContain("u{9b}2J");
    expect(decodeNpy(readFileSync(file("meta.npy")))).toEqual(W);
  });

  it("refuses text elsewhere than in metadata, and two texts of one name", async () => {
    const converted = (name: string, object: unknown): Promise<string> =>
      codeOfPromise(() => run(["convert", file(name, encode(object)), file("text.safetensors")], 80));
    expect(await converted("text.ngc", { W, __metadata: { a: "b" } })).toBe("UNSUPPORTED");
    expect(await converted("number.ngc", { W, __metadata__: { a: 1 } })).toBe("UNSUPPORTED");
    expect(await converted("same.ngc", { W, __metadata__: { "a.b": "c", a: { b: "d" } } })).toBe("DUPLICATE");
  });

  it("refuses what a format cannot hold, and leaves the old file", async () => {
    const target = file("old.npy", encodeNpy(W));
    const plain = file("plain.ngc", encode({ tau: 20 }));
    expect(await codeOfPromise(() => run(["convert", plain, target], 80))).toBe("UNSUPPORTED");
    expect(await codeOfPromise(() => run(["convert", file("c.npz"), target], 80))).toBe("UNSUPPORTED");
    expect(await codeOfPromise(() => run(["convert", target, file("a.txt")], 80))).toBe("UNSUPPORTED");
    expect(decodeNpy(readFileSync(target))).toEqual(W);
  });

  it("refuses two paths that become one name", async () => {
    const twice = file("twice.ngc", encode({ "a.b": W, a: { b: W } }));
    expect(await codeOfPromise(() => run(["convert", twice, file("twice.npz")], 80))).toBe("DUPLICATE");
  });
});

describe("the program", () => {
  const program = fileURLToPath(new URL("main.ts", import.meta.url));
  const started = (...args: string[]): ReturnType<typeof spawnSync> =>
    spawnSync(process.execPath, [program, ...args], { encoding: "utf8" });

  it("prints what is inside", () => {
    const { status, stdout, stderr } = started("inspect", file("p.npy", encodeNpy(W)));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/float32 {2}\[2, 3\]/);
  });

  it.each([
    ["a file that is not there", ["inspect", "/nowhere/a\nb.npy"], /^inspect: .* ENOENT/],
    [
      "a file of another format",
      ["inspect", file("notes.txt", "hello, notes")],
      /^inspect: .*notes\.txt: a file of npy/,
    ],
    [
      "a damaged file",
      ["inspect", file("cut.npy", encodeNpy(W).slice(0, -1))],
      /^inspect: .*cut\.npy: at least 152 bytes are required, got 151/,
    ],
    [
      "a pickle that would run code",
      ["inspect", file("evil.pkl", "cos\nsystem\n.")],
      /^inspect: .*evil\.pkl: .*os\.system/,
    ],
    [
      "a damaged idx file to convert",
      ["convert", file("cut.idx", Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7)), file("cut.npz")],
      /^convert: .*cut\.idx: at least 10 bytes are required, got 9/,
    ],
    [
      "a name that cannot be written",
      ["convert", file("up.ngc", encode({ "..": W })), file("up.npz")],
      /^convert: .*up\.ngc: encodeNpz: names must not lead elsewhere/,
    ],
    [
      "a folder that is not there to write to",
      ["convert", file("r.npy", encodeNpy(W)), file("none/r.npz")],
      /^convert: .*none\/r\.npz: ENOENT/,
    ],
    ["a folder that holds no model", ["inspect", folder], /^inspect: .*cli-.*contextData\.json/],
    ["no command", [], /^usage: inspect FILE or convert A B is required/],
  ])("says of %s what is wrong in one line, with exit code 1", (_, args, message) => {
    const { status, stdout, stderr } = started(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(message);
    expect(String(stderr).trimEnd()).not.toMatch(/\n/);
  });
});
