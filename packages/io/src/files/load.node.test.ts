import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf } from "../../test/code-of.ts";
import { type FileSystem, nodeModules, runSync } from "./file-system.ts";
import { load } from "./load.ts";
import { deserialize } from "./serialize.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), "load-"));
  file = join(folder, "model.ngc");
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const { fs: disk } = nodeModules("load");

const loaded = (name: string, most: number, files: FileSystem = disk): Uint8Array =>
  runSync(load("deserialize", name, most, fs.constants), files);

/** node:fs, but `meanwhile` happens before each read, of which it learns the number. */
function reading(meanwhile: (nth: number) => void): FileSystem {
  let nth = 0;
  const readSync = ((...args: Parameters<typeof fs.readSync>) => {
    meanwhile(nth++);
    return fs.readSync(...args);
  }) as typeof fs.readSync;
  return { ...disk, readSync };
}

it("line 35: 16 MiB are taken in one read, not collected piece by piece", () => {
  fs.writeFileSync(file, new Uint8Array(2 ** 24).fill(7));
  let reads = 0;
  const bytes = loaded(
    file,
    2 ** 30,
    reading(() => reads++),
  );
  expect(bytes.length).toBe(2 ** 24);
  // The second finds the end.
  expect(reads).toBe(2);
});

describe("line 130: a file that changes while it is read", () => {
  it("a file that grows while it is read is read to the limit and a byte", () => {
    fs.writeFileSync(file, "begun");
    let appended = 0;
    const growing = reading(() => {
      fs.appendFileSync(file, new Uint8Array(100_000));
      appended++;
    });
    expect(codeOf(() => loaded(file, 1_000_000, growing))).toBe("LIMIT");
    expect(appended).toBeLessThan(20);
  });

  it("a file that shrinks while it is read gives what there is", () => {
    fs.writeFileSync(file, new Uint8Array(200_000).fill(7));
    const shrinking = reading((nth) => nth === 0 && fs.truncateSync(file, 10));
    expect(loaded(file, 2 ** 30, shrinking)).toEqual(new Uint8Array(10).fill(7));
  });

  it.skipIf(!fs.existsSync("/proc/version"))(
    "a file of /proc, which says it is empty, is read to its end",
    async () => {
      expect(fs.statSync("/proc/version").size).toBe(0);
      expect(loaded("/proc/version", 2 ** 20)).toEqual(new Uint8Array(fs.readFileSync("/proc/version")));
      expect(codeOf(() => loaded("/proc/version", 10))).toBe("LIMIT");
      await expect(deserialize("/proc/version")).rejects.toMatchObject({ name: "FormatError" });
    },
  );
});
