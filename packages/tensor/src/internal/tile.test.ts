import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, it } from "vitest";
import { arithmeticKernel } from "../arithmetic.kernel.generated.ts";
import { usePlainPath } from "../authoring.ts";
import { expKernel } from "../exp.kernel.generated.ts";
import { add, exp, greater, matmul, type Tensor, tensor, where, zeros } from "../index.ts";
import { type Kernel, type LoadedKernel, loadKernel } from "./tile.ts";

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

  it("gives the functions for each dtype by their plain names", () => {
    const { functions, float64, int32 } = loadKernel(arithmeticKernel) as LoadedKernel;
    const floats = ["add", "subtract", "multiply", "divide", "maximum", "minimum"];
    floats.push("square", "negative", "abs", "sign");
    expect(Object.keys(float64.functions)).toEqual(floats);
    expect(Object.keys(int32.functions)).toEqual(["add", "subtract", "multiply"]);
    for (const name of floats) expect(float64.functions[name]).toBe(functions[`${name}Float64`]);
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

describe("10,000 calls with out", () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const vector = (length: number): Tensor<"float32"> =>
    tensor(Float32Array.from({ length }, (_, i) => i / length));
  const square = (side: number): Tensor<"float32"> => tensor(vector(side * side).data, [side, side]);
  const calls = [10, 1000].flatMap((length) => {
    const [x, out, truth] = [vector(length), vector(length), zeros([length], "bool")];
    return [
      { name: `exp of ${length}`, call: () => exp(x, { out }) },
      { name: `add of ${length}`, call: () => add(x, x, { out }) },
      { name: `add of a number to ${length}`, call: () => add(x, 2, { out }) },
      { name: `greater of ${length}`, call: () => greater(x, 0.5, { out: truth }) },
      { name: `where of ${length}`, call: () => where(truth, x, 0, { out }) },
    ];
  });
  const products = [3, 10, 32].map((side) => {
    const [x, out] = [square(side), square(side)];
    return { name: `matmul of ${side} x ${side}`, call: () => matmul(x, x, { out }) };
  });

  it.each([...calls, ...products])(
    "make no array buffer and keep less than 200 bytes each: $name",
    ({ call }) => {
      for (let i = 0; i < 2000; i++) call();
      collect();
      const before = process.memoryUsage();
      for (let i = 0; i < 10_000; i++) call();
      const after = process.memoryUsage();
      collect();
      // One answer of ten floats a call would be 400 KB.
      expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(100_000);
      expect(process.memoryUsage().heapUsed - before.heapUsed).toBeLessThan(200 * 10_000);
    },
  );
});
