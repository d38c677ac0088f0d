import { testKernels, testKernels64 } from "@tooling/kernels/kernel-contract";
import { afterEach, describe, expect, it } from "vitest";
import { usePlainPath } from "./authoring.ts";
import {
  abs,
  add,
  astype,
  binarize,
  clampMax,
  clampMin,
  clip,
  divide,
  equal,
  exp,
  expm1,
  floor,
  greater,
  greaterEqual,
  isNaN as isNaNOf,
  less,
  lessEqual,
  log,
  log1p,
  logicalAnd,
  logicalNot,
  logicalOr,
  maximum,
  minimum,
  multiply,
  negative,
  notEqual,
  round,
  sign,
  sqrt,
  square,
  subtract,
  type Tensor,
  tanh,
  tensor,
  where,
} from "./index.ts";

testKernels(usePlainPath, [
  { name: "abs", f: (x) => abs(x), ulp: 0, exact: true },
  { name: "negative", f: (x) => negative(x), ulp: 0, exact: true },
  { name: "sign", f: (x) => sign(x), ulp: 0, exact: true },
  { name: "square", f: (x) => square(x), ulp: 0.5, exact: true },
  { name: "floor", f: (x) => floor(x), ulp: 0, exact: true },
  { name: "round", f: (x) => round(x), ulp: 0, exact: true },
  { name: "clip", f: (x) => clip(x, -0.25, 0.75), ulp: 0, exact: true },
  { name: "clampMin", f: (x) => clampMin(x, -0.25), ulp: 0, exact: true },
  { name: "clampMax", f: (x) => clampMax(x, 0.75), ulp: 0, exact: true },
  { name: "sqrt", f: (x) => sqrt(x), ulp: 0.5, exact: true },
  { name: "exp", f: (x) => exp(x), ulp: 1 },
  { name: "expm1", f: (x) => expm1(x), ulp: 1.53 },
  { name: "log", f: (x) => log(x), ulp: 0.9 },
  { name: "log1p", f: (x) => log1p(x), ulp: 1.44 },
  { name: "tanh", f: (x) => tanh(x), ulp: 2.5 },
]);

testKernels64(usePlainPath, [
  { name: "exp", f: (x) => exp(x), ulp: 1 },
  { name: "expm1", f: (x) => expm1(x), ulp: 2 },
  { name: "log", f: (x) => log(x), ulp: 1 },
  { name: "log1p", f: (x) => log1p(x), ulp: 1 },
  { name: "tanh", f: (x) => tanh(x), ulp: 4 },
]);

const pairs = Object.entries({ add, subtract, multiply, divide, maximum, minimum }).flatMap(([name, f]) =>
  [Float32Array, Float64Array].map((kind) => [name, kind.name, f, kind] as const),
);

describe.each(pairs)("%s of a %s", (_, _kind, binary, Floats) => {
  type Values = Float32Array | Float64Array;
  const f = binary as (a: unknown, b: unknown) => Tensor<"float32" | "float64">;
  const bits = (x: Values): Uint32Array => new Uint32Array(x.slice().buffer);
  /** The first word in which the two paths differ, -1 if none: the diff of whole arrays would take minutes. */
  const difference = (a: unknown, b: unknown): number => {
    usePlainPath(true);
    const plain = bits(f(a, b).data);
    usePlainPath(false);
    const kernel = bits(f(a, b).data);
    return kernel.length === plain.length ? kernel.findIndex((word, i) => word !== plain[i]) : 0;
  };
  const values = (count: number, seed: number): Values => {
    const special = [0, -0, 1, -1, Infinity, -Infinity, 1e-45, -1e-40, 3e38, -2.5, 5e-324, -1e308, 1 / 3];
    return new Floats(count).map((_, i) =>
      (i * seed) % 3 === 0 ? special[(i * seed) % 13] : Math.sin(i * seed) * 9,
    );
  };
  const matrix = (rows: number, columns: number, seed: number): Tensor =>
    tensor(values(rows * columns, seed), [rows, columns]);

  afterEach(() => usePlainPath(false));

  it("gives the bits of the plain path for each length from 0 to 70 and past a tile", () => {
    for (const length of [
      ...Array.from({ length: 71 }, (_, i) => i),
      2047,
      2048,
      2049,
      4095,
      4096,
      4097,
      9001,
    ]) {
      const found = difference(values(length, 7), values(length + 1, 11).subarray(1));
      expect(found, `length ${length}`).toBe(-1);
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
    ["a column of short rows", matrix(2001, 3, 7), matrix(2001, 1, 11)],
    ["a column of rows longer than a tile", matrix(3, 5001, 7), matrix(3, 1, 11)],
    ["a column on the left", matrix(50, 1, 7), matrix(50, 101, 11)],
    ["a column and a row", matrix(50, 1, 7), values(101, 11)],
    ["a column of each matrix", tensor(values(6060, 7), [3, 20, 101]), matrix(20, 1, 11)],
    ["a row of each matrix", tensor(values(6060, 7), [3, 20, 101]), tensor(values(303, 11), [3, 1, 101])],
    ["a plane of one element", matrix(50, 101, 7), matrix(1, 1, 11)],
    ["integers", values(5050, 7), Int32Array.from({ length: 5050 }, (_, i) => Math.imul(i, 0x9e3779b1))],
    ["float32", values(5050, 7), Float32Array.from({ length: 5050 }, (_, i) => Math.sin(i))],
  ])("gives the bits of the plain path with %s", (_kind, a, b) => {
    expect(difference(a, b)).toBe(-1);
  });

  it("gives NaN for NaN", () => {
    expect(Array.from(f(Floats.of(NaN, 1), Floats.of(1, NaN)).data)).toEqual([NaN, NaN]);
  });
});

describe("kernels that answer with bools or int32", () => {
  const special = [0, -0, 1, -1, Number.NaN, Infinity, -Infinity, 1e-45, 2.5, 2.5];
  const floats = (count: number, seed: number): Float32Array =>
    Float32Array.from({ length: count }, (_, i) => special[(i * seed) % 10]);
  const doubles = (count: number, seed: number): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => special[(i * seed) % 10] * (1 + 2 ** -52));
  const words = (count: number, seed: number): Int32Array =>
    Int32Array.from({ length: count }, (_, i) => Math.imul(i * seed, 0x9e3779b1));
  /** Lengths around a vector of bytes, a tile, and where kernels start. */
  const lengths = [1, 127, 128, 129, 143, 144, 145, 2047, 2048, 2049, 4095, 4096, 4097, 9001];
  const onBothPaths = (call: () => Tensor): void => {
    usePlainPath(true);
    const plain = call();
    usePlainPath(false);
    const kernel = call();
    expect(kernel.dtype).toBe(plain.dtype);
    expect(kernel.data).toEqual(plain.data);
  };

  afterEach(() => usePlainPath(false));

  it.each(Object.entries({ equal, notEqual, greater, greaterEqual, less, lessEqual, logicalAnd, logicalOr }))(
    "%s gives the plain path's answer",
    (_, f) => {
      for (const length of lengths) {
        onBothPaths(() => f(floats(length + 1, 7).subarray(1), floats(length, 3)));
        onBothPaths(() => f(floats(length, 7), 2.5));
        onBothPaths(() => f(Number.NaN, floats(length, 7)));
        onBothPaths(() => f(doubles(length + 1, 7).subarray(1), doubles(length, 3)));
        onBothPaths(() => f(doubles(length, 7), 2.5 * (1 + 2 ** -52)));
        onBothPaths(() => f(doubles(length, 7), floats(length, 3)));
        const [few, bytes] = [words(length, 5), Uint8Array.from(words(length + 1, 3)).subarray(1)];
        const large = Uint32Array.from({ length }, (_, i) => 4294967295 - (i % 3));
        const near = Int32Array.from({ length }, (_, i) => 16777216 + (i % 3));
        onBothPaths(() => f(few, words(length + 1, 7).subarray(1)));
        onBothPaths(() => f(bytes, few));
        onBothPaths(() => f(bytes, Uint8Array.from(few)));
        onBothPaths(() => f(astype(bytes, "bool"), astype(few, "bool")));
        onBothPaths(() => f(large, Int32Array.from(large)));
        onBothPaths(() => f(large, 4294967294));
        onBothPaths(() => f(few, 3e9));
        onBothPaths(() => f(near, 16777216.5));
        onBothPaths(() => f(near, new Float32Array(length).fill(16777216)));
        onBothPaths(() => f(doubles(length, 7), few));
      }
      onBothPaths(() => f(tensor(floats(5050, 7), [50, 101]), floats(101, 3)));
      onBothPaths(() => f(tensor(floats(5050, 7), [50, 101]), tensor(floats(50, 3), [50, 1])));
      onBothPaths(() => f(tensor(words(5050, 7), [50, 101]), tensor(words(50, 3), [50, 1])));
      const cube = tensor(
        Int32Array.from(words(6060, 7), (word) => word | 0x1000001),
        [3, 20, 101],
      );
      onBothPaths(() => f(cube, tensor(floats(303, 3), [3, 1, 101])));
      onBothPaths(() => f(tensor(floats(303, 3), [3, 1, 101]), cube));
    },
  );

  it("isNaN, logicalNot, binarize and where give the plain path's answer", () => {
    for (const length of lengths) {
      const [x, y] = [floats(length + 1, 7).subarray(1), floats(length, 3)];
      onBothPaths(() => isNaNOf(x));
      onBothPaths(() => isNaNOf(words(length, 5)));
      onBothPaths(() => logicalNot(x));
      onBothPaths(() => logicalNot(Uint8Array.from(words(length, 5), (word) => word & 1)));
      onBothPaths(() => logicalNot(words(length, 1)));
      onBothPaths(() => binarize(x, { threshold: 1 }));
      const test = greater(x, y);
      onBothPaths(() => where(test, x, y));
      onBothPaths(() => where(test, 0.1, y));
      onBothPaths(() => where(test, x, -0));
      onBothPaths(() => where(x, x, y));
      onBothPaths(() => where(test, words(length, 5), y));
      const [v, w] = [doubles(length + 1, 7).subarray(1), doubles(length, 3)];
      onBothPaths(() => isNaNOf(v));
      onBothPaths(() => logicalNot(v));
      onBothPaths(() => binarize(v, { threshold: 1 + 2 ** -52 }));
      onBothPaths(() => where(test, v, w));
      onBothPaths(() => where(test, 0.1, w));
      onBothPaths(() => where(test, v, -0));
      onBothPaths(() => where(test, v, y));
    }
  });

  it("binarize rounds integers to float32, as it does thresholds", () => {
    for (const length of lengths) {
      const x = new Int32Array(length).fill(16777219);
      onBothPaths(() => binarize(x, { threshold: 16777220 }));
      expect(binarize(x, { threshold: 16777220 }).data).toEqual(new Float32Array(length).fill(1));
    }
  });

  it.each(Object.entries({ add, subtract, multiply }))(
    "%s of int32 gives the plain path's answer",
    (_, f) => {
      for (const length of lengths) {
        onBothPaths(() => f(words(length + 1, 7).subarray(1), words(length, 3)));
        for (const value of [7, 2 ** 31 - 1, -(2 ** 31), 2.5]) onBothPaths(() => f(words(length, 7), value));
        onBothPaths(() => f(words(length, 7), Uint8Array.of(3)));
      }
      onBothPaths(() => f(tensor(words(5050, 7), [50, 101]), tensor(words(50, 3), [50, 1])));
    },
  );
});
