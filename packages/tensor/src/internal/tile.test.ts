import { afterEach, describe, expect, it } from "vitest";
import { usePlainPath } from "../authoring.ts";
import { expKernel } from "../exp.kernel.generated.ts";
import { add, exp, matmul, tensor } from "../index.ts";
import { type Kernel, loadKernel } from "./tile.ts";

/** es2022's declarations have no WebAssembly. */
const realm = globalThis as unknown as { WebAssembly: object | undefined };
const engine = realm.WebAssembly;
/** The kernel as it is before its first use. */
const fresh = (): Kernel => ({ wasm: expKernel.wasm });

afterEach(() => {
  realm.WebAssembly = engine;
  usePlainPath(false);
});

describe("loadKernel", () => {
  it("compiles a kernel once", () => {
    const kernel = fresh();
    expect(loadKernel(kernel)).toBeDefined();
    expect(loadKernel(kernel)).toBe(loadKernel(kernel));
  });

  it("gives nothing where there is no WebAssembly", () => {
    realm.WebAssembly = undefined;
    expect(loadKernel(fresh())).toBeUndefined();
  });

  it("gives nothing where a policy forbids to compile, and does not try again", () => {
    let tried = 0;
    class Module {
      constructor() {
        tried++;
        throw new Error("Refused to compile or instantiate WebAssembly module");
      }
    }
    realm.WebAssembly = { Module };
    const kernel = fresh();
    expect(loadKernel(kernel)).toBeUndefined();
    expect(loadKernel(kernel)).toBeUndefined();
    expect(tried).toBe(1);
  });

  it("gives nothing on the plain path, and the kernel again after it", () => {
    const kernel = fresh();
    usePlainPath(true);
    expect(loadKernel(kernel)).toBeUndefined();
    usePlainPath(false);
    expect(loadKernel(kernel)).toBeDefined();
  });
});

describe("a call with out", () => {
  const x = tensor(Float32Array.from({ length: 10_000 }, (_, i) => i / 10_000));
  const square = tensor(x.data.subarray(0, 4096), [64, 64]);
  const out = tensor(new Float32Array(10_000));
  const squareOut = tensor(new Float32Array(4096), [64, 64]);

  it.each([
    { name: "exp", call: () => exp(x, { out }) },
    { name: "add", call: () => add(x, x, { out }) },
    { name: "add of a number", call: () => add(x, 2, { out }) },
    { name: "matmul", call: () => matmul(square, square, { out: squareOut }) },
  ])("of $name makes no array buffer", ({ call }) => {
    call();
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 1000; i++) call();
    // One new answer a call would be 16 MB and more.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000);
  });
});
