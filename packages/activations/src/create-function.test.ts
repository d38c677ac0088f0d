import type { Tensor } from "@ngc/tensor";
import { tensor } from "@ngc/tensor";
import { expect, expectTypeOf, it } from "vitest";
import { createFunction } from "./create-function.ts";

it("createFunction binds its options to the function and its derivative", () => {
  const [fx, dfx] = createFunction("unit_threshold", { thr: 2 });
  expect(fx([1, 2, 3]).toArray()).toEqual([0, 1, 1]);
  expect(dfx([1, 2, 3]).toArray()).toEqual([1, 1, 1]);
  expect(fx(1.5)).toBe(0);
  expect([1, 2, 3].map(fx)).toEqual([0, 1, 1]);
});

it.each(["unit_threshold", "tanh"] as const)("%s can be passed on as a callback", (name) => {
  for (const [fx, dfx] of [createFunction(name), createFunction(name, {})]) {
    for (const f of [fx, dfx]) {
      expect([0, 1, 2].map(f)).toEqual([0, 1, 2].map((x) => f(x)));
      expect([[0], [1], [2]].map(f)).toEqual([[0], [1], [2]].map((x) => f(x)));
    }
  }
  expect([0, 1, 2].map(createFunction("unit_threshold")[0])).toEqual([0, 1, 1]);
});

it("an option that is undefined counts as left out", () => {
  expect(createFunction("unit_threshold", { thr: 2 })[0]([1, 2, 3], { out: undefined }).toArray()).toEqual([0, 1, 1]); // biome-ignore format: one call
  expect(createFunction("unit_threshold", { thr: undefined })[0](1)).toBe(1);
});

it("bound functions write to out", () => {
  const [fx] = createFunction("unit_threshold", { thr: 2 });
  const x = tensor([1, 2, 3]);
  expect(fx(x, { out: x })).toBe(x);
  expect(x.toArray()).toEqual([0, 1, 1]);
});

it("createFunction types its names, options and functions", () => {
  const pair = createFunction("tanh");
  expectTypeOf(pair).toHaveProperty("length").toEqualTypeOf<2>();
  expectTypeOf(pair[0](1)).toEqualTypeOf<number>();
  expectTypeOf(pair[1]([1, 2])).toEqualTypeOf<Tensor<"float32">>();
  expectTypeOf(pair[1](new Float64Array(2))).toEqualTypeOf<Tensor<"float64">>();
  // @ts-expect-error no such function
  expect(() => createFunction("swish")).toThrow(RangeError);
  // @ts-expect-error tanh takes no option
  createFunction("tanh", { thr: 1 });
});
