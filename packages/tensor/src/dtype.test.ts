import { runInNewContext } from "node:vm";
import { afterEach, expect, it, vi } from "vitest";
import { empty } from "./dtype.ts";

afterEach(() => vi.unstubAllGlobals());

it("empty gives arrays of every dtype and length", () => {
  for (const length of [0, 1, 4095, 4096, 4097, 8192, 100_000]) {
    expect(empty("float32", length)).toBeInstanceOf(Float32Array);
    expect(empty("bool", length)).toBeInstanceOf(Uint8Array);
    expect(empty("uint64", length)).toBeInstanceOf(BigUint64Array);
    expect(empty("float64", length).length).toBe(length);
  }
});

it("empty gives memory of its own, which can be transferred", () => {
  const values = empty("float32", 10_000);
  expect([values.byteOffset, values.buffer.byteLength]).toEqual([0, 40_000]);
  expect(structuredClone(values, { transfer: [values.buffer as ArrayBuffer] }).length).toBe(10_000);
  expect(values.length).toBe(0);
});

it("empty gives zeros where there is no Buffer, as in a browser", () => {
  vi.stubGlobal("Buffer", undefined);
  expect(empty("float32", 10_000)).toEqual(new Float32Array(10_000));
});

it("empty takes no part of a larger memory, and none of another realm, as tests in a context of their own meet it", () => {
  const foreign = runInNewContext("new ArrayBuffer(40_000)") as ArrayBuffer;
  for (const buffer of [new ArrayBuffer(1_000_000), foreign]) {
    vi.stubGlobal("Buffer", { allocUnsafeSlow: () => ({ buffer }) });
    expect(empty("float32", 10_000).buffer).not.toBe(buffer);
  }
});
