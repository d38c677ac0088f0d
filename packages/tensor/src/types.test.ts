import { describe, expect, expectTypeOf, it } from "vitest";
import {
  abs,
  add,
  astype,
  clip,
  concat,
  cumsum,
  type DTypeOf,
  divide,
  equal,
  exp,
  eye,
  isTensor,
  logicalNot,
  type Mixed,
  matmul,
  maximum,
  mean,
  type NestedArray,
  type Out,
  ones,
  type Promote,
  reshape,
  type Same,
  square,
  sum,
  type Tensor,
  type TensorLike,
  type Truth,
  tensor,
  topK,
  where,
  zeros,
} from "./index.ts";

const floats = zeros([2]);
const doubles = zeros([2], "float64");
const bytes = zeros([2], "uint8");
const bools = zeros([2], "bool");

describe("types", () => {
  it("a test of dtype narrows data", () => {
    const x = tensor([1, 2], undefined, "int32") as Tensor;
    if (x.dtype === "int32") expectTypeOf(x.data).toEqualTypeOf<Int32Array>();
    if (x.dtype === "int64") expectTypeOf(x.data).toEqualTypeOf<BigInt64Array>();
    expect(x.dtype).toBe("int32");
  });

  it("what a tensor is wanted for does not change its dtype", () => {
    // @ts-expect-error float32 is made
    const x: Tensor<"float64"> = zeros([2]);
    expectTypeOf({ x: eye(2), y: ones([2], "int32") } satisfies Record<string, TensorLike>).toEqualTypeOf<{
      x: Tensor<"float32">;
      y: Tensor<"int32">;
    }>();
    expect(x.dtype).toBe("float32");
  });

  it("isTensor narrows", () => {
    const x: TensorLike = [1] as number[] | Tensor<"float64">;
    if (isTensor(x)) expectTypeOf(x).toExtend<Tensor>();
    expect(isTensor(x)).toBe(false);
  });

  it("a number gives a number, a tensor its float dtype", () => {
    expectTypeOf(exp(1)).toEqualTypeOf<number>();
    expectTypeOf(exp(floats)).toEqualTypeOf<Tensor<"float32">>();
    expectTypeOf(exp(doubles)).toEqualTypeOf<Tensor<"float64">>();
    expectTypeOf(exp(bytes)).toEqualTypeOf<Tensor<"float32">>();
    expectTypeOf(exp([1, 2])).toEqualTypeOf<Tensor<"float32">>();
    expectTypeOf(exp([[1], [2]])).toEqualTypeOf<Tensor<"float32">>();
    expectTypeOf(exp(new Float64Array(2))).toEqualTypeOf<Tensor<"float64">>();
    expectTypeOf<Out<number | Tensor<"float64">>>().toEqualTypeOf<number | Tensor<"float64">>();
    expectTypeOf<Out<Tensor>>().toEqualTypeOf<Tensor<"float32" | "float64">>();
    expect(exp(0)).toBe(1);
  });

  it("unions of numbers and tensors stay unions", () => {
    type Either = number | Tensor<"float32">;
    expectTypeOf<Same<Either>>().toEqualTypeOf<Either>();
    expectTypeOf<Mixed<Either, number>>().toEqualTypeOf<Either>();
    expectTypeOf<Mixed<Either, Either>>().toEqualTypeOf<Either>();
    expectTypeOf<Truth<Either>>().toEqualTypeOf<number | Tensor<"bool">>();
    expectTypeOf<Truth<Either, Tensor>>().toEqualTypeOf<Tensor<"bool">>();
    expectTypeOf<DTypeOf<Tensor>>().toEqualTypeOf<Tensor["dtype"]>();
    const either = floats as Either;
    expectTypeOf(add(either, 1)).toEqualTypeOf<Either>();
    expect(isTensor(add(either, 1))).toBe(true);
  });

  it("generic code passes its argument on", () => {
    function twice<X extends number | TensorLike>(x: X): Out<X> {
      return exp(x);
    }
    expectTypeOf(twice(1)).toEqualTypeOf<number>();
    expect(twice(0)).toBe(1);
  });

  it("arithmetic takes the wider dtype, in types as in values", () => {
    expectTypeOf<Promote<"float32", "float64">>().toEqualTypeOf<"float64">();
    expectTypeOf<Promote<"uint8", "int32" | "float32">>().toEqualTypeOf<"int32" | "float32">();
    expectTypeOf<Promote<"bool", "bool">>().toEqualTypeOf<"int32">();
    expectTypeOf(add(1, 2)).toEqualTypeOf<number>();
    const wide = add(floats, doubles);
    expectTypeOf(wide).toEqualTypeOf<Tensor<"float64">>();
    expect(wide.dtype).toBe("float64");
    const mixed = add(bytes, 0.5);
    expectTypeOf(mixed).toEqualTypeOf<Tensor<"uint8" | "float32">>();
    expect(mixed.dtype).toBe("float32");
    const whole = add(bytes, 1);
    expect(whole.dtype).toBe("uint8");
    const counted = square(bools);
    expectTypeOf(counted).toEqualTypeOf<Tensor<"int32">>();
    expect(counted.dtype).toBe("int32");
    const ratio = divide(bytes, bytes);
    expectTypeOf(ratio).toEqualTypeOf<Tensor<"float32">>();
    expect(ratio.dtype).toBe("float32");
    expectTypeOf(divide(1, 2)).toEqualTypeOf<number>();
    expectTypeOf(matmul(zeros([1, 1]), [[1]])).toEqualTypeOf<Tensor<"float32">>();
    expectTypeOf(abs(bytes)).toEqualTypeOf<Tensor<"uint8">>();
    expectTypeOf(clip(1, 0, 1)).toEqualTypeOf<number>();
  });

  it("comparisons give bools, two numbers a number", () => {
    expectTypeOf(equal(floats, 1)).toEqualTypeOf<Tensor<"bool">>();
    expectTypeOf(equal(1, 1)).toEqualTypeOf<number>();
    expectTypeOf(logicalNot(bytes)).toEqualTypeOf<Tensor<"bool">>();
    expectTypeOf(where(bools, bools, bools)).toEqualTypeOf<Tensor<"bool">>();
    expectTypeOf(where(bools, 1, 0)).toEqualTypeOf<Tensor<"float32">>();
    expectTypeOf(where(1, 1, 0)).toEqualTypeOf<number>();
    expect(where(bools, bools, bools).dtype).toBe("bool");
    expect(where(bools, 1, 0).dtype).toBe("float32");
    expect([equal(1, 1), where(1, 2, 3)]).toEqual([1, 2]);
  });

  it("a reduction gives a number, or a tensor where an axis is named or kept", () => {
    expectTypeOf(sum(bytes)).toEqualTypeOf<number>();
    expectTypeOf(sum(bytes, {})).toEqualTypeOf<number>();
    expectTypeOf(sum(bytes, { axis: 0 })).toEqualTypeOf<Tensor<"uint32">>();
    expectTypeOf(sum(doubles, { keepDims: true })).toEqualTypeOf<Tensor<"float64">>();
    const axis = undefined as number | undefined;
    expectTypeOf(sum(floats, { axis })).toEqualTypeOf<number | Tensor<"float32">>();
    expectTypeOf(mean(bytes, { axis: 0 })).toEqualTypeOf<Tensor<"float32">>();
    expectTypeOf(cumsum(bools)).toEqualTypeOf<Tensor<"int32">>();
    expectTypeOf(topK(bytes, 1)).toEqualTypeOf<[Tensor<"uint8">, Tensor<"int32">]>();
    expect(sum(bytes, { axis: 0 }).dtype).toBe("uint32");
    expect(sum(floats, { axis })).toBe(0);
  });

  it("arranging keeps the dtype", () => {
    expectTypeOf(reshape(bytes, [2, 1])).toEqualTypeOf<Tensor<"uint8">>();
    expectTypeOf(concat([bytes, floats])).toEqualTypeOf<Tensor<"uint8"> | Tensor<"float32">>();
    expectTypeOf(astype(bytes, "int64")).toEqualTypeOf<Tensor<"int64">>();
    expect(concat([bytes, floats]).dtype).toBe("float32");
  });

  it("toArray gives the nesting that is wanted", () => {
    const rows: number[][] = reshape([1, 2, 3, 4], [2, 2]).toArray();
    const list: number[] = reshape(bytes, [2]).toArray();
    const item: number = tensor(7).toArray();
    const big: bigint[] = zeros([1], "int64").toArray();
    const pair: readonly [number, number] = floats.toArray();
    expect(rows.map(([first]) => first)).toEqual([1, 3]);
    expect([list, item, big, pair]).toEqual([[0, 0], 7, [0n], [0, 0]]);
    expect(floats.toArray<number[]>().map((x) => x + 1)).toEqual([1, 1]);
    expectTypeOf(floats.toArray()).toEqualTypeOf<NestedArray<number>>();
    expectTypeOf((floats as Tensor).toArray()).toEqualTypeOf<NestedArray<number> | NestedArray<bigint>>();
    const any: NestedArray<number | bigint> = (floats as Tensor).toArray();
    // @ts-expect-error elements are numbers
    const strings: string[] = floats.toArray();
    // @ts-expect-error only 64-bit integers are bigints
    const bigints: bigint[] = floats.toArray();
    // @ts-expect-error as above
    floats.toArray<string>();
    expect([any, strings, bigints]).toEqual([list, list, list]);
  });

  it("functions are callbacks", () => {
    expectTypeOf([1, 2].map(exp)).toEqualTypeOf<number[]>();
    expectTypeOf([floats].map(exp)).toEqualTypeOf<Tensor<"float32">[]>();
    expect([0, 0].map(exp)).toEqual([1, 1]);
    expect([1, 2, 3].reduce(add)).toBe(6);
    expect([1, 5, 3].reduce(maximum)).toBe(5);
  });

  it("wrong options do not compile", () => {
    // @ts-expect-error no such option
    exp([1], { output: floats });
    // @ts-expect-error an axis is an option
    expect(() => sum([1], 0)).toThrow(TypeError);
    // @ts-expect-error it is called keepDims
    sum([1], { axis: 0, keepdims: true });
  });
});
