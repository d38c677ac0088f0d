import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOfPromise, hex } from "../../test/code-of.ts";
import { describeSources, images, matrix, npy } from "../../test/open-sources.ts";
import { type RangeServer, rangeServer, sendRange, sendWhole } from "../../test/range-server.ts";
import { openIdx } from "./idx.ts";
import { openNpy } from "./npy.ts";
import type { RowSource } from "./row-source.ts";
import { openSafetensors } from "./safetensors.ts";

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

/** Rows of `matrix` with more than 16 KiB between them, so that each is a call of its own. */
const APART = Array.from({ length: 12 }, (_, i) => 250 * i);
const ROWS_APART = APART.map((row) => Array.from({ length: 20 }, (_, column) => 20 * row + column));

// Blobs are in open.test.ts.
describeSources([
  ["a path", fileOf],
  ["a URL of a file", (bytes) => pathToFileURL(fileOf(bytes))],
  ["a server that sends ranges", (bytes) => serverOf(bytes)],
  ["a server that sends the whole", (bytes) => serverOf(bytes, sendWhole)],
]);

describe("a file", () => {
  it("ends with TypeError once it is closed, but what is under way ends well", async () => {
    const opened = await openNpy(fileOf(matrix));
    const [rows] = await Promise.all([opened.rows(), opened.close(), opened.close()]);
    expect(rows.shape).toEqual([3000, 20]);
    await expect(opened.rows()).rejects.toThrow(TypeError);
    await expect(opened.take([0])).rejects.toThrow("the source must be open, got one that was closed");
  });

  it("of which rows lie apart, more than are read together, gives them though it is closed meanwhile", async () => {
    const source = await openNpy(fileOf(matrix));
    const [rows] = await Promise.all([source.take(APART), source.close()]);
    expect(rows.toArray()).toEqual(ROWS_APART);
  });

  it("of safetensors whose last tensor is closed gives the rows that are under way", async () => {
    const header = '{"W":{"dtype":"F32","shape":[3000,20],"data_offsets":[0,240000]}}';
    const bytes = Buffer.concat([Buffer.alloc(8), Buffer.from(header), matrix.subarray(128)]);
    bytes[0] = header.length;
    const W = (await openSafetensors(fileOf(bytes))).tensors.get("W") as RowSource;
    const [rows] = await Promise.all([W.take(APART), W.close()]);
    expect(rows.toArray()).toEqual(ROWS_APART);
    await expect(W.rows()).rejects.toThrow("the source must be open, got one that was closed");
  });

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
    const file = fileOf(Uint8Array.of(header.length, 0, 0, 0, 0, 0, 0, 0, ...Buffer.from(header), 1, 2));
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

it.each(["file://host/x.npy", "file:///a%2Fb.npy"])(
  "the URL of no file here is refused with function and argument: %s",
  async (url) => {
    await expect(openNpy(new URL(url))).rejects.toThrow(
      new RangeError(`openNpy: source must be the URL of a file on this machine, got "${url}"`),
    );
  },
);

describe("beside the rows", () => {
  /** By how much more memory than the rows a process grows that reads some of a file, in MiB. */
  function grows(bytes: Uint8Array, length: number, call: string): number {
    const file = fileOf(bytes);
    truncateSync(file, length);
    const code = `import { openNpy } from ${JSON.stringify(new URL("npy.ts", import.meta.url))};
      const source = await openNpy(${JSON.stringify(file)});
      await source.take([0]);
      const before = process.resourceUsage().maxRSS;
      const { data } = await source.${call};
      console.log(process.resourceUsage().maxRSS - before - data.byteLength / 1024);`;
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
      encoding: "utf8",
    });
    expect(stdout).toMatch(/^-?\d/);
    return Number(stdout) / 1024;
  }
  const none = new Uint8Array(0);

  // 24 MiB, and what the engine takes for itself. Objects for 2,000,000 pieces were 600.
  it.each([
    ["one large piece", npy("<f4", "(160, 262144)", none), 128 + 160 * 2 ** 20, "rows()"],
    [
      "large rows",
      npy("<f4", "(160, 262144)", none),
      128 + 160 * 2 ** 20,
      "take(Array.from({ length: 80 }, (_, i) => 159 - 2 * i))",
    ],
    [
      "many small rows",
      npy("|u1", "(2000000,)", none),
      128 + 2_000_000,
      "take(Int32Array.from({ length: 2e6 }, (_, i) => (i * 7919) % 2e6))",
    ],
    ["a row of many columns", npy("<f4", "(10, 1000000)", none, "True"), 128 + 40_000_000, "rows(0, 1)"],
    ["all columns", npy("<f4", "(1000000, 20)", none, "True"), 128 + 80_000_000, "rows()"],
  ])("a call holds little: %s", { timeout: 60_000 }, (_, header, length, call) => {
    expect(grows(header, length, call)).toBeLessThan(64);
  });
});

it("rows further apart than 2^33 are read at their place", async () => {
  const file = fileOf(npy("|u1", "(17179869184,)", Uint8Array.of(5)));
  const end = 128 + 2 ** 34;
  truncateSync(file, end);
  const opened = openSync(file, "r+");
  writeSync(opened, Uint8Array.of(7), 0, 1, end - 1);
  closeSync(opened);
  const source = await openNpy(file);
  expect((await source.take([-1, 0, 2 ** 34 - 1, 1])).toArray()).toEqual([7, 5, 7, 0]);
  await source.close();
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
