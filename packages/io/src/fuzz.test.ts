import { afterEach, describe, expect, it } from "vitest";
import { readCorpus } from "../test/fuzz/corpus.ts";
import { faultOf } from "../test/fuzz/oracle.ts";
import { type FuzzedReader, READERS, type ReaderName } from "../test/fuzz/readers.ts";

it.each(Object.keys(READERS) as ReaderName[])("%s stands what fuzzing kept of its inputs", async (name) => {
  const inputs = readCorpus(name);
  expect(inputs.length).toBeGreaterThan(10);
  for (const bytes of inputs)
    expect(await faultOf(READERS[name], bytes), Buffer.from(bytes).toString("base64")).toBeUndefined();
});

describe("what fuzzing calls a fault", () => {
  const held: unknown[] = [];
  const readers: [what: string, FuzzedReader][] = [
    [
      "threw TypeError: no",
      {
        read: () => {
          throw new TypeError("no");
        },
      },
    ],
    ["threw RangeError: late", { read: () => Promise.reject(new RangeError("late")) }],
    ["changed its input", { read: (bytes) => bytes.fill(0) }],
    ["kept bytes of its input", { read: (bytes) => bytes.subarray(1) }],
    ['otherwise to "b"', { read: () => "a", again: () => "b" }],
    ["bytes of memory for 3", { read: () => held.push(new Uint8Array(0x400_0000)) }],
    [
      "changed a prototype",
      {
        read: () => {
          Object.defineProperty(Set.prototype, "more", { configurable: true });
        },
      },
    ],
  ];
  afterEach(() => Reflect.deleteProperty(Set.prototype, "more"));
  it.each(readers)("%s", async (what, reader) => {
    expect(await faultOf(reader, Uint8Array.of(1, 2, 3))).toContain(what);
  });
});
