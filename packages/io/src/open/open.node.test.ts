import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { slice, type Tensor, take } from "@ngc/tensor";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOfPromise, hex } from "../../test/code-of.ts";
import { type RangeServer, rangeServer, sendRange, sendWhole } from "../../test/range-server.ts";
import { decodeIdx } from "../decode/idx.ts";
import { decodeNpy } from "../decode/npy.ts";
import { decodeSafetensors } from "../decode/safetensors.ts";
import { openIdx } from "./idx.ts";
import { openNpy } from "./npy.ts";
import { openSafetensors } from "./safetensors.ts";

const text = new TextEncoder();
const joined = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const blob = (bytes: Uint8Array): Blob => new Blob([new Uint8Array(bytes)]);

/** An npy file as NumPy lays it out. */
function npy(descr: string, shape: string, elements: Uint8Array, fortran = false): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': ${fortran ? "True" : "False"}, 'shape': ${shape}, }`;
  const padded = text.encode(`${header.padEnd(117)}\n`);
  return joined(
    Uint8Array.of(0x93),
    text.encode("NUMPY"),
    Uint8Array.of(1, 0, padded.length, 0),
    padded,
    elements,
  );
}

const noise = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 167) % 251);
/** 3000 rows of 20 float32, larger than what is asked of a server first. */
const matrix = npy(
  "<f4",
  "(3000, 20)",
  new Uint8Array(Float32Array.from({ length: 60_000 }, (_, i) => i).buffer),
);
const images = joined(hex("00000803 00000100 0000001c 0000001c"), noise(256 * 784));
const columns = npy(">i2", "(40, 3, 2)", noise(480), true);

let folder: string;
let server: RangeServer | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "open-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await server?.close();
  server = undefined;
});

function fileOf(bytes: Uint8Array): string {
  const file = join(folder, "data");
  writeFileSync(file, bytes);
  return file;
}

async function serverOf(bytes: Uint8Array, answer = sendRange as RangeServer["answer"]): Promise<URL> {
  server = await rangeServer(bytes);
  server.answer = answer;
  return server.url;
}

const sources: [what: string, make: (bytes: Uint8Array) => string | Blob | URL | Promise<URL>][] = [
  ["a path", fileOf],
  ["a URL of a file", (bytes) => pathToFileURL(fileOf(bytes))],
  ["a Blob", blob],
  ["a File", (bytes) => new File([new Uint8Array(bytes)], "data")],
  ["a server that sends ranges", (bytes) => serverOf(bytes)],
  ["a server that sends the whole", (bytes) => serverOf(bytes, sendWhole)],
  ["a URL that holds the data", (bytes) => new URL(`data:;base64,${Buffer.from(bytes).toString("base64")}`)],
];

describe.each(sources)("from %s", (_, make) => {
  it.each([
    ["idx", openIdx, decodeIdx, images],
    ["npy", openNpy, decodeNpy, matrix],
    ["npy in Fortran's order, big-endian", openNpy, decodeNpy, columns],
  ])("the rows of %s are those that decoding gives", async (__, open, decode, bytes) => {
    const whole = decode(bytes) as Tensor;
    const source = await open(await make(bytes));
    expect({ shape: source.shape, dtype: source.dtype }).toEqual({ shape: whole.shape, dtype: whole.dtype });
    expect(await source.rows()).toEqual(whole);
    expect(await source.rows(7, 19)).toEqual(slice(whole, 7, 19));
    expect(await source.rows(5, 5)).toEqual(slice(whole, 5, 5));
    const indices = [30, 2, -1, 2, 3, 39, 0];
    expect(await source.take(indices)).toEqual(take(whole, indices));
    expect(
      await source.take([
        [1, 2],
        [3, 0],
      ]),
    ).toEqual(
      take(whole, [
        [1, 2],
        [3, 0],
      ]),
    );
    expect((await source.take([])).shape).toEqual([0, ...whole.shape.slice(1)]);
    await source.close();
  });

  it("safetensors gives each tensor", async () => {
    const header = `{"W":{"dtype":"F32","shape":[3,2],"data_offsets":[0,24]},"s":{"dtype":"F16","shape":[],"data_offsets":[24,26]},"__metadata__":{"a":"b"}}`;
    const bytes = Uint8Array.of(header.length, 0, 0, 0, 0, 0, 0, 0, ...text.encode(header), ...noise(26));
    const whole = decodeSafetensors(bytes);
    const { tensors, metadata, close } = await openSafetensors(await make(bytes));
    expect({ ...metadata }).toEqual({ a: "b" });
    expect([...tensors.keys()]).toEqual(["W", "s"]);
    const w = whole.tensors.get("W") as Tensor;
    expect(await tensors.get("W")?.rows(1, 3)).toEqual(slice(w, 1, 3));
    expect((await tensors.get("s")?.rows())?.item()).toBe(whole.tensors.get("s")?.item());
    await close();
  });

  it.each([
    ["an empty one", "", "TRUNCATED"],
    ["one that ends in the header", "00000803 000000", "TRUNCATED"],
    ["one that ends in the rows", "00000801 00000004 010203", "TRUNCATED"],
    ["one that promises much more", "00000801 ffffffff 010203", "LENGTH_LIE"],
    ["one that goes on", "00000801 00000002 010203", "TRAILING"],
    ["another format", "89504e47 0d0a1a0a", "BAD_MAGIC"],
  ])("is refused: %s", async (__, bytes, code) => {
    expect(await codeOfPromise(async () => openIdx(await make(hex(bytes))))).toBe(code);
  });
});

describe("rows and take", () => {
  const source = () => openIdx(blob(hex("00000802 00000003 00000002 010203040506")));

  it.each([
    ["start below 0", async () => (await source()).rows(-1, 2), "RangeError"],
    ["end past the last", async () => (await source()).rows(0, 4), "RangeError"],
    ["end before start", async () => (await source()).rows(2, 1), "RangeError"],
    ["half a row", async () => (await source()).rows(0.5, 1), "RangeError"],
    ["a start that is no number", async () => (await source()).rows("0" as never, 1), "TypeError"],
    ["an index past the last", async () => (await source()).take([3]), "RangeError"],
    ["no source", () => openIdx(7 as never), "TypeError"],
    ["an empty path", () => openIdx(""), "RangeError"],
    ["a signal that is none", () => openIdx("a", { signal: {} as never }), "TypeError"],
    ["a fetch that is none", () => openIdx("a", { fetch: 1 as never }), "TypeError"],
    ["another limit", () => openIdx("a", { limits: { rows: 1 } as never }), "RangeError"],
    ["a bool that is 2", async () => (await openNpy(blob(npy("|b1", "(2,)", hex("0102"))))).rows(), "DTYPE"],
    [
      "a scalar's second row",
      async () => (await openNpy(blob(npy("|u1", "()", hex("07"))))).rows(0, 2),
      "RangeError",
    ],
    [
      "a scalar's rows",
      async () => (await openNpy(blob(npy("|u1", "()", hex("07"))))).take([0]),
      "RangeError",
    ],
  ])("refuse %s", async (_, call, code) => {
    expect(await codeOfPromise(call)).toBe(code);
  });

  it("read no more at once than the limit allows, from a file of any size", async () => {
    const images = await openIdx(blob(hex("00000802 00000003 00000002 010203040506")), {
      limits: { input: 4 },
    });
    expect(await codeOfPromise(() => images.rows(0, 3))).toBe("LIMIT");
    expect((await images.rows(1, 3)).toArray()).toEqual([
      [3, 4],
      [5, 6],
    ]);
  });

  it("end with TypeError once the source is closed, but what is under way ends well", async () => {
    const opened = await openNpy(fileOf(matrix));
    const [rows] = await Promise.all([opened.rows(), opened.close(), opened.close()]);
    expect(rows.shape).toEqual([3000, 20]);
    await expect(opened.rows()).rejects.toThrow(TypeError);
    await expect(opened.take([0])).rejects.toThrow("the source must be open, got one that was closed");
  });
});

describe("a file", () => {
  const openFiles = (): number => readdirSync("/dev/fd").length;

  it.each(["idx that is fine", "idx that is not"])("is closed again: %s", async (what) => {
    const file = fileOf(what.endsWith("fine") ? images : hex("0000"));
    const before = openFiles();
    await openIdx(file).then(
      (source) => source.close(),
      () => {},
    );
    expect(openFiles()).toBe(before);
  });

  it("of safetensors is closed when all its tensors are", async () => {
    const header = `{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}`;
    const before = openFiles();
    const file = fileOf(Uint8Array.of(header.length, 0, 0, 0, 0, 0, 0, 0, ...text.encode(header), 1, 2));
    const { tensors } = await openSafetensors(file);
    await tensors.get("a")?.close();
    await tensors.get("a")?.close();
    expect((await tensors.get("b")?.rows())?.toArray()).toEqual([2]);
    await tensors.get("b")?.close();
    expect(openFiles()).toBe(before);
  });

  it.each<[string, (file: string) => void]>([
    ["grows", (file) => appendFileSync(file, "more")],
    ["shrinks", (file) => truncateSync(file, 500)],
    ["is written over", (file) => utimesSync(file, 1, 1)],
  ])("line 130: that %s after it was opened is refused", async (_, change) => {
    const file = fileOf(images);
    const source = await openIdx(file);
    change(file);
    await expect(source.rows(0, 200)).rejects.toMatchObject({ code: "CHECKSUM", path: file });
    await source.close();
  });

  it("that another takes the place of stays what it was", async () => {
    const file = fileOf(images);
    const source = await openIdx(file);
    rmSync(file);
    writeFileSync(file, "another");
    expect((await source.rows(0, 1)).shape).toEqual([1, 28, 28]);
    await source.close();
  });

  it.each([
    ["a missing one", () => join(folder, "none"), "ENOENT"],
    ["a folder", () => folder, "EISDIR"],
    ["a device", () => "/dev/zero", "UNSUPPORTED"],
  ])("is refused with function and path in front: %s", async (_, path, code) => {
    await expect(openNpy(path())).rejects.toMatchObject({
      code,
      message: expect.stringContaining(`openNpy: ${path()}: `),
    });
  });
});

describe("a server", () => {
  it("is asked for the header once, then for the rows that are wanted, neighbours together", async () => {
    const source = await openNpy(await serverOf(matrix));
    await source.rows(2000, 2010);
    await source.take([2900, 2901, 1999, 2902]);
    await source.rows(0, 100);
    const at = (row: number): number => 128 + row * 80;
    expect(server?.ranges[0]).toBe("bytes=0-65535");
    expect(server?.ranges[1]).toBe(`bytes=${at(2000)}-${at(2010) - 1}`);
    expect(server?.ranges.slice(2).sort()).toEqual([
      `bytes=${at(1999)}-${at(2000) - 1}`,
      `bytes=${at(2900)}-${at(2903) - 1}`,
    ]);
  });

  it("that sends the whole may send no more than the limit", async () => {
    const url = await serverOf(images, sendWhole);
    await expect(openIdx(url, { limits: { input: 100_000 } })).rejects.toMatchObject({
      code: "LIMIT",
      limit: 100_000,
    });
  });

  const wrong: [what: string, answer: RangeServer["answer"], code: string][] = [
    ["knows no such thing", (_, response) => response.writeHead(404).end("<html>"), "UNSUPPORTED"],
    ["fails", (_, response) => response.writeHead(500).end(), "UNSUPPORTED"],
    [
      "has no such range",
      (_, response) => response.writeHead(416, { "content-range": "bytes */10" }).end(),
      "UNSUPPORTED",
    ],
    ["says no Content-Range", (_, response) => response.writeHead(206).end("abc"), "BAD_HEADER"],
    [
      "does not know the length",
      (...args) => sendRange(...args, { "content-range": "bytes 0-65535/*" }),
      "BAD_HEADER",
    ],
    [
      "sends another range",
      (...args) => sendRange(...args, { "content-range": "bytes 1-65536/200720" }),
      "OFFSET",
    ],
    [
      "sends half a range",
      (...args) => sendRange(...args, { "content-range": "bytes 0-100/200720" }),
      "OFFSET",
    ],
    ["packs a range", (...args) => sendRange(...args, { "content-encoding": "br" }), "UNSUPPORTED"],
    [
      "sends less than it says",
      (_, response) => response.writeHead(206, { "content-range": "bytes 0-65535/200720" }).end("abc"),
      "TRUNCATED",
    ],
    [
      "sends more than it says",
      (_, response) =>
        response.writeHead(206, { "content-range": "bytes 0-65535/200720" }).end(new Uint8Array(65_537)),
      "LENGTH_LIE",
    ],
    [
      "ends in the middle",
      (_, response) => {
        response.writeHead(206, { "content-range": "bytes 0-65535/200720", "content-length": "65536" });
        response.write(new Uint8Array(100), () => response.destroy());
      },
      "TypeError",
    ],
  ];
  it.each(wrong)("that %s is refused", async (_, answer, code) => {
    const url = await serverOf(images, answer);
    const refusal = openIdx(url);
    expect(await codeOfPromise(() => refusal)).toBe(code);
    await expect(refusal).rejects.toThrow(`openIdx: ${url}: `);
  });

  it.each<[string, RangeServer["answer"], string]>([
    ["another ETag", (...args) => sendRange(...args, { etag: '"2"' }), "CHECKSUM"],
    [
      "another time of change",
      (...args) => sendRange(...args, { "last-modified": "Thu, 01 Jan 1970 00:00:00 GMT" }),
      "CHECKSUM",
    ],
    [
      "another length",
      (request, response, bytes) => sendRange(request, response, bytes.subarray(0, 190_000)),
      "CHECKSUM",
    ],
    ["the whole", sendWhole, "UNSUPPORTED"],
  ])("that comes to send %s is refused", async (_, answer, code) => {
    const source = await openIdx(await serverOf(images));
    (server as RangeServer).answer = answer;
    expect(await codeOfPromise(() => source.rows(200, 220))).toBe(code);
    (server as RangeServer).answer = sendRange;
    expect((await source.rows(200, 220)).shape).toEqual([20, 28, 28]);
  });

  it("that is not there gives the platform's own error, with function and address in front", async () => {
    const url = await serverOf(images);
    await server?.close();
    await expect(openIdx(url)).rejects.toThrow(new TypeError(`openIdx: ${url}: fetch failed`));
  });

  it("is asked by the fetch that is given", async () => {
    const url = await serverOf(images);
    const asked: (string | null)[] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      asked.push(new Headers(init?.headers).get("range"));
      return globalThis.fetch(input, init);
    };
    await openIdx(url, { fetch });
    expect(asked).toEqual(["bytes=0-65535"]);
  });
});

describe("a signal", () => {
  it.each(sources)("ends what follows with its reason, from %s", async (_, make) => {
    const reason = new Error("enough");
    const controller = new AbortController();
    const source = await openIdx(await make(images), { signal: controller.signal });
    controller.abort(reason);
    await expect(source.rows()).rejects.toBe(reason);
    await expect(openIdx(await make(images), { signal: controller.signal })).rejects.toBe(reason);
    await source.close();
  });

  it("ends a request that gets no answer", async () => {
    const controller = new AbortController();
    const url = await serverOf(images, () => setTimeout(() => controller.abort(), 20));
    await expect(openIdx(url, { signal: controller.signal })).rejects.toMatchObject({ name: "AbortError" });
  });

  it("ends an answer that does not end", async () => {
    const controller = new AbortController();
    const url = await serverOf(images, (_, response) => {
      response.writeHead(206, { "content-range": "bytes 0-65535/200720" }).write("abc");
      setTimeout(() => controller.abort(), 20);
    });
    await expect(openIdx(url, { signal: controller.signal })).rejects.toMatchObject({ name: "AbortError" });
  });
});

it("rows of a file larger than memory should hold are read at their place", async () => {
  // 5 GiB that are all hole but for the header.
  const file = fileOf(npy("|u1", "(5368709120,)", new Uint8Array(0)));
  truncateSync(file, 128 + 5 * 2 ** 30);
  const source = await openNpy(file);
  expect((await source.rows(5 * 2 ** 30 - 3)).toArray()).toEqual([0, 0, 0]);
  expect((await source.take([-1, 0])).toArray()).toEqual([0, 0]);
  await source.close();
});
