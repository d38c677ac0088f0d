import { testKernels } from "@tooling/kernels/paths";
import { afterEach, describe, expect, it } from "vitest";
import { usePlainPath } from "./authoring.ts";
import {
  abs,
  add,
  clampMax,
  clampMin,
  clip,
  divide,
  exp,
  expm1,
  floor,
  log,
  log1p,
  maximum,
  minimum,
  multiply,
  negative,
  round,
  sign,
  sqrt,
  square,
  subtract,
  type Tensor,
  tanh,
  tensor,
} from "./index.ts";

testKernels(usePlainPath, [
  { name: "abs", f: (x) => abs(x), ulp: 0 },
  { name: "negative", f: (x) => negative(x), ulp: 0 },
  { name: "sign", f: (x) => sign(x), ulp: 0 },
  { name: "square", f: (x) => square(x), ulp: 0.5 },
  { name: "floor", f: (x) => floor(x), ulp: 0 },
  { name: "round", f: (x) => round(x), ulp: 0 },
  { name: "clip", f: (x) => clip(x, -0.25, 0.75), ulp: 0 },
  { name: "clampMin", f: (x) => clampMin(x, -0.25), ulp: 0 },
  { name: "clampMax", f: (x) => clampMax(x, 0.75), ulp: 0 },
  { name: "sqrt", f: (x) => sqrt(x), ulp: 0.51 },
  { name: "exp", f: (x) => exp(x), ulp: 1 },
  { name: "expm1", f: (x) => expm1(x), ulp: 1.6 },
  { name: "log", f: (x) => log(x), ulp: 0.9 },
  { name: "log1p", f: (x) => log1p(x), ulp: 1.5 },
  { name: "tanh", f: (x) => tanh(x), ulp: 2.5 },
]);

describe.each(Object.entries({ add, subtract, multiply, divide, maximum, minimum }))("%s", (_, binary) => {
  const f = binary as (a: unknown, b: unknown) => Tensor<"float32">;
  const bits = (x: Float32Array): Uint32Array => new Uint32Array(x.slice().buffer);
  const both = (a: unknown, b: unknown): [Uint32Array, Uint32Array] => {
    usePlainPath(true);
    const plain = bits(f(a, b).data);
    usePlainPath(false);
    return [bits(f(a, b).data), plain];
  };
  const values = (count: number, seed: number): Float32Array => {
    const special = [0, -0, 1, -1, Infinity, -Infinity, 1e-45, -1e-40, 3e38, -2.5];
    return Float32Array.from({ length: count }, (_, i) =>
      (i * seed) % 3 === 0 ? special[(i * seed) % 10] : Math.sin(i * seed) * 9,
    );
  };
  const matrix = (rows: number, columns: number, seed: number): Tensor =>
    tensor(values(rows * columns, seed), [rows, columns]);

  afterEach(() => usePlainPath(false));

  it("gives the bits of the plain path for each length from 0 to 70 and past a tile", () => {
    for (const length of [...Array.from({ length: 71 }, (_, i) => i), 4095, 4096, 4097, 9001]) {
      const [kernel, plain] = both(values(length, 7), values(length + 1, 11).subarray(1));
      expect(kernel, `length ${length}`).toEqual(plain);
    }
  });

  it.each([
    ["a number on the right", matrix(50, 101, 7), 2.1],
    ["a number on the left", 2.1, matrix(50, 101, 7)],
    ["a row", matrix(50, 101, 7), values(101, 11)],
    ["a row on the left", values(101, 11), matrix(50, 101, 7)],
    ["a row longer than a tile", matrix(3, 5001, 7), values(5001, 11)],
    ["a row longer than a tile on the left", values(5001, 11), matrix(3, 5001, 7)],
    ["a column", matrix(50, 101, 7), matrix(50, 1, 11)],
    ["a column and a row", matrix(50, 1, 7), values(101, 11)],
  ])("gives the bits of the plain path with %s", (_kind, a, b) => {
    const [kernel, plain] = both(a, b);
    expect(kernel).toEqual(plain);
  });

  it("gives NaN for NaN", () => {
    expect(Array.from(f(Float32Array.of(NaN, 1), Float32Array.of(1, NaN)).data)).toEqual([NaN, NaN]);
  });
});
