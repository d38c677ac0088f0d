import { spawnSync } from "node:child_process";
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tensor } from "@ngc/tensor";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { killWriters } from "../../test/crash/kills.ts";
import { FormatError } from "../format-error.ts";
import { deserialize, deserializeSync, serialize, serializeSync } from "./serialize.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "serialize-"));
  file = join(folder, "model.ngc");
});
afterEach(() => rmSync(folder, { recursive: true }));

const model = { weights: tensor([[1, 2]]), layers: new Map([["z0", { tau: 20n }]]), none: undefined };

describe("serialize and deserialize", () => {
  it("give back what was written, and leave one file", async () => {
    await serialize(file, model);
    expect(await deserialize(file)).toEqual(Object.assign(Object.create(null), model));
    serializeSync(file, [1, -0]);
    expect(deserializeSync(file)).toEqual([1, -0]);
    expect(readdirSync(folder)).toEqual(["model.ngc"]);
  });

  it("write the same bytes, asynchronously or not", async () => {
    await serialize(file, model);
    serializeSync(`${file}.2`, model);
    expect(readFileSync(file).equals(readFileSync(`${file}.2`))).toBe(true);
  });

  it("line 131: a value that cannot be written leaves the old file as it was", async () => {
    serializeSync(file, "old");
    await expect(serialize(file, { a: () => 1 })).rejects.toMatchObject({ code: "UNSUPPORTED", path: "$.a" });
    expect(() => serializeSync(file, [Symbol("s")])).toThrow(FormatError);
    expect(deserializeSync(file)).toBe("old");
    expect(readdirSync(folder)).toEqual(["model.ngc"]);
  });

  it("write the object as it was at the time of the call", async () => {
    const weights = tensor([1, 2]);
    const saved = serialize(file, weights);
    weights.data[0] = 9;
    await saved;
    expect(await deserialize(file)).toEqual(tensor([1, 2]));
  });

  it("line 129: saves to one path take turns, the last one stands, and no reader sees a torn file", async () => {
    serializeSync(file, { round: -1, data: new Uint8Array(50_000) });
    const saves = Array.from({ length: 20 }, (_, round) =>
      serialize(file, { round, data: new Uint8Array(50_000).fill(round) }),
    );
    const reads = Array.from({ length: 20 }, () => deserialize(file) as Promise<{ data: Uint8Array }>);
    for (const { data } of await Promise.all(reads)) expect(new Set(data).size).toBe(1);
    await Promise.all(saves);
    expect(((await deserialize(file)) as { round: number }).round).toBe(19);
  });

  it("a save that fails does not stop the next in the queue", async () => {
    const missing = join(folder, "later", "model.ngc");
    const first = serialize(missing, 1).catch((error) => error.code);
    const second = first.then(() => mkdirSync(join(folder, "later"))).then(() => serialize(missing, 2));
    expect(await first).toBe("ENOENT");
    await second;
    expect(deserializeSync(missing)).toBe(2);
  });
});

it("serialize writes the file that deserialize reads, by a link and up again too", async () => {
  mkdirSync(join(folder, "real/dir"), { recursive: true });
  symlinkSync("real/dir", join(folder, "link"));
  serializeSync(join(folder, "real/model.ngc"), "old");
  await serialize(`${folder}/link/../model.ngc`, "new");
  expect(await deserialize(`${folder}/link/../model.ngc`)).toBe("new");
  expect(deserializeSync(join(folder, "real/model.ngc"))).toBe("new");
  expect(readdirSync(folder).sort()).toEqual(["link", "real"]);
});

describe("line 123: errors of the file system are Node's own, with function and path in front", () => {
  /** What the system says to whoever makes a file of that name, which differs. */
  const writing = (name: string): string => {
    const room = mkdtempSync(join(tmpdir(), "writing-"));
    try {
      writeFileSync(`${room}/${name}`, "");
      return "none";
    } catch (error) {
      return (error as { code: string }).code;
    } finally {
      rmSync(room, { recursive: true });
    }
  };
  const rows: [what: string, path: () => string, write: string | undefined, read: string | undefined][] = [
    ["a folder", () => folder, "EISDIR", "EISDIR"],
    ["a missing folder", () => join(folder, "none", "model.ngc"), "ENOENT", "ENOENT"],
    ["a missing file", () => join(folder, "none"), undefined, "ENOENT"],
    ["a file as a folder", () => join(file, "model.ngc"), "ENOTDIR", "ENOTDIR"],
    ["links in a circle", () => join(folder, "link"), "ELOOP", "ELOOP"],
    ["a name of 256 bytes", () => join(folder, "x".repeat(256)), "ENAMETOOLONG", "ENAMETOOLONG"],
    ["a missing folder and up again", () => `${folder}/none/../model.ngc`, "ENOENT", "ENOENT"],
    ["a file and up again", () => `${file}/../model.ngc`, "ENOTDIR", "ENOTDIR"],
    ["a file with a slash", () => `${file}/`, "ENOTDIR", "ENOTDIR"],
    ["a file with a slash and a dot", () => `${file}/.`, "ENOTDIR", "ENOTDIR"],
    ["a folder with a slash", () => `${folder}/`, "EISDIR", "EISDIR"],
    ["a missing file with a slash", () => `${folder}/none/`, writing("none/"), "ENOENT"],
    ["a missing file with a slash and a dot", () => `${folder}/none/.`, "ENOENT", "ENOENT"],
  ];
  beforeEach(() => {
    serializeSync(file, 1);
    symlinkSync(join(folder, "link"), join(folder, "link"));
  });

  it.each(rows)("%s", async (_, pathOf, write, read) => {
    const path = pathOf();
    const expected = (fn: string, code: string): unknown =>
      expect.objectContaining({
        code,
        errno: expect.any(Number),
        message: expect.stringContaining(`${fn}: ${path}: ${code}`),
      });
    if (write !== undefined) {
      await expect(serialize(path, 1)).rejects.toEqual(expected("serialize", write));
      expect(() => serializeSync(path, 1)).toThrow(expected("serializeSync", write) as Error);
    }
    if (read !== undefined) {
      await expect(deserialize(path)).rejects.toEqual(expected("deserialize", read));
      expect(() => deserializeSync(path)).toThrow(expected("deserializeSync", read) as Error);
    }
    expect(readdirSync(folder).sort()).toEqual(["link", "model.ngc"]);
  });
});

it("the stack, which an uncaught error is shown by, has function and path in front once", async () => {
  const path = join(folder, "none");
  const errors = [(await deserialize(path).catch((error) => error)) as { stack: string }];
  try {
    deserializeSync(path);
  } catch (error) {
    errors.push(error as { stack: string });
  }
  expect(errors.map(({ stack }) => stack.split("\n")[0].split(path)[0])).toEqual([
    "Error: deserialize: ",
    "Error: deserializeSync: ",
  ]);
  expect(errors.map(({ stack }) => stack.split("ENOENT: ")[0].split(path).length)).toEqual([2, 2]);
});

describe("line 130: what is no regular file, or too large, is refused before it is read", () => {
  it("a pipe, which would never end", async () => {
    const pipe = join(folder, "pipe");
    expect(spawnSync("sh", ["-c", `mkfifo "${pipe}"`]).status).toBe(0);
    await expect(deserialize(pipe)).rejects.toMatchObject({ code: "UNSUPPORTED" });
    await expect(serialize(pipe, 1)).rejects.toMatchObject({ code: "UNSUPPORTED" });
  });

  it("/dev/zero", async () => {
    await expect(deserialize("/dev/zero")).rejects.toMatchObject({ code: "UNSUPPORTED" });
  });

  it("a file past the limit", async () => {
    serializeSync(file, new Uint8Array(1000));
    await expect(deserialize(file, { limits: { input: 1000 } })).rejects.toMatchObject({
      code: "LIMIT",
      limit: 1000,
    });
  });

  it("a file of 4 GiB that is all hole", () => {
    const opened = openSync(file, "w");
    ftruncateSync(opened, 2 ** 32);
    closeSync(opened);
    expect(() => deserializeSync(file)).toThrow(expect.objectContaining({ code: "LIMIT" }));
  });
});

describe("a damaged file", () => {
  it.each([
    ["an empty one", new Uint8Array(0), "TRUNCATED"],
    ["text", Buffer.from("weights: 1, 2"), "TRAILING"],
    ["a pickle", Buffer.from("80049503000000000000004b012e", "hex"), "TRAILING"],
  ])("%s is refused with its path", async (_, bytes, code) => {
    writeFileSync(file, bytes);
    await expect(deserialize(file)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(`deserialize: ${file}: `),
    });
  });
});

it.each([
  [7, "TypeError"],
  [undefined, "TypeError"],
  [new URL("file:///tmp/a"), "TypeError"],
  ["", "RangeError"],
  ["a\0b", "RangeError"],
])("a path %s is a %s", async (path, name) => {
  await expect(serialize(path as string, 1)).rejects.toMatchObject({ name });
  await expect(deserialize(path as string)).rejects.toMatchObject({ name });
});

it("line 128: of 50 writers that are killed at any moment each leaves a whole file", {
  timeout: 60_000,
}, async () => {
  expect((await killWriters(folder, 50)).torn).toBe(0);
});
