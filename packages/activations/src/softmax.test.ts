import { type Tensor, tensor } from "@ngc/tensor";
import { expect, expectTypeOf, it } from "vitest";
import { softmax } from "./softmax.ts";

it("softmax sharpens towards the largest score as tau falls, and flattens as it grows", () => {
  expect(softmax([[1, 2]], { tau: 1e-3 }).toArray()).toEqual([[0, 1]]);
  expect(softmax([[1, 2, 3, 4]], { tau: Infinity }).toArray()).toEqual([[0.25, 0.25, 0.25, 0.25]]);
});

it("softmax takes tau 0 as no temperature, which is tau 1", () => {
  const x = [[1, 2, 3]];
  expect(softmax(x, { tau: 0 })).toEqual(softmax(x, { tau: 1 }));
  expect(softmax(x, { tau: -0 })).toEqual(softmax(x));
});

it("softmax takes a tau that float32 cannot hold", () => {
  expect(softmax([[1, 2]], { tau: 1e-60 }).toArray()).toEqual([[0, 1]]);
});

it("softmax holds for scores that overflow exp, and for subnormal ones", () => {
  const x = tensor([1e308, -1e308, 1e308, 5e-324, 0, 0], [2, 3], "float64");
  expect(softmax(x).toArray()).toEqual([[0.5, 0, 0.5], [1 / 3, 1 / 3, 1 / 3]]); // biome-ignore format: a matrix
});

it("a row with NaN or Infinity leaves the other rows alone", () => {
  const rows = softmax([[NaN, 1], [0, 0], [Infinity, 1]]); // biome-ignore format: a matrix
  expect(rows.toArray()).toEqual([[NaN, NaN], [0.5, 0.5], [NaN, NaN]]); // biome-ignore format: a matrix
});

it("softmax of one class is 1", () => {
  expect(softmax([[-700], [0], [700]]).toArray()).toEqual([[1], [1], [1]]);
});

it("softmax writes over its argument where that is out", () => {
  const x = tensor([[1, 2, 3], [3, 2, 1]]); // biome-ignore format: a matrix
  const gives = softmax(x).toArray();
  expect(softmax(x, { out: x })).toBe(x);
  expect(x.toArray()).toEqual(gives);
});

it("softmax keeps float64 and takes integers as float32", () => {
  expectTypeOf(softmax(tensor([1], [1, 1], "float64"))).toEqualTypeOf<Tensor<"float64">>();
  expectTypeOf(softmax(tensor([1], [1, 1], "int32"))).toEqualTypeOf<Tensor<"float32">>();
  expect(softmax(tensor([1, 2], [1, 2], "int32"))).toEqual(softmax([[1, 2]]));
});
