import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { readCorpus } from "../test/fuzz/corpus.ts";
import { FORMATS, type FormatName, type Fuzzed } from "../test/fuzz/formats.ts";
import { fuzz } from "../test/fuzz/fuzz.ts";
import { faultOf } from "../test/fuzz/oracle.ts";

it.each(Object.keys(FORMATS) as FormatName[])("%s stands what fuzzing kept of its inputs", async (name) => {
  const inputs = readCorpus(name);
  expect(inputs.length).toBeGreaterThan(10);
  for (const bytes of inputs)
    expect(await faultOf(FORMATS[name], bytes), Buffer.from(bytes).toString("base64")).toBeUndefined();
});

it("fuzzing begins with what was kept, in a process of its own, and finds no fault in it", {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "fuzz-"));
  try {
    const { inputs, cover, faults, hangs } = await fuzz("idx", 0, folder);
    expect(inputs).toBeGreaterThan(readCorpus("idx").length);
    expect(cover.length).toBeGreaterThan(5);
    expect([faults, hangs]).toEqual([0, 0]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe("what fuzzing calls a fault", () => {
  const held: unknown[] = [];
  const fail = (error: Error): never => {
    throw error;
  };
  const change = (): void => {
    Object.defineProperty(Set.prototype, "more", { configurable: true });
  };
  afterEach(() => Reflect.deleteProperty(Set.prototype, "more"));

  it.each<[what: string, format: Fuzzed]>([
    ["threw TypeError: no", { readers: [() => fail(new TypeError("no"))] }],
    ["threw RangeError: late", { readers: [() => Promise.reject(new RangeError("late"))] }],
    ["changed its input", { readers: [(bytes) => bytes.fill(0)] }],
    ["changed a prototype", { readers: [change] }],
    ["kept bytes of its input", { readers: [(bytes) => bytes.subarray(1)] }],
    ["bytes of memory for 3", { readers: [() => held.push(new Uint8Array(0x400_0000))] }],
    ['came to "a", otherwise to "b"', { readers: [() => "a", () => "b"] }],
    ['came to "a", otherwise to "b"', { readers: [() => "a"], again: () => "b" }],
  ])("%s", async (what, format) => {
    expect(await faultOf(format, Uint8Array.of(1, 2, 3))).toContain(what);
  });
});
