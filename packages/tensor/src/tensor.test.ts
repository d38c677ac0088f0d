import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { asTensor } from "./authoring.ts";
import {
  add,
  arange,
  clone,
  exp,
  isTensor,
  reshape,
  slice,
  sum,
  type Tensor,
  tensor,
  zeros,
} from "./index.ts";

describe("tensor", () => {
  it("wraps a typed array and copies nested numbers", () => {
    const data = Float32Array.of(1, 2, 3, 4);
    expect(tensor(data, [2, 2]).data).toBe(data);
    expect(tensor(data, undefined, "float64").data).not.toBe(data);
    const nested = [[1, 2]];
    const x = tensor(nested);
    nested[0][0] = 9;
    expect(x.toArray()).toEqual([[1, 2]]);
  });

  it.each([
    [new Int8Array([-1]), "int32"],
    [new Int16Array([-1]), "int32"],
    [new Uint16Array([65535]), "int32"],
    [new Uint8ClampedArray([255]), "uint8"],
    [new BigInt64Array([-1n]), "int64"],
    [new Uint32Array([4294967295]), "uint32"],
  ] as const)("takes %o as %s", (array, dtype) => {
    expect(tensor(array).dtype).toBe(dtype);
    expect(tensor(array).item()).toBe(array[0]);
  });

  it("takes a Buffer as bytes, and clone copies them", () => {
    const buffer = Buffer.from([1, 2, 3]);
    const x = tensor(buffer);
    expect(x.data.constructor).toBe(Uint8Array);
    const copy = clone(x);
    buffer[0] = 9;
    expect(x.toArray()).toEqual([9, 2, 3]);
    expect(copy.toArray()).toEqual([1, 2, 3]);
  });

  it("takes a typed array of another realm", () => {
    const x = tensor(runInNewContext("Float32Array.of(1, 2)") as Float32Array);
    expect(x.dtype).toBe("float32");
    expect(x.data).toBeInstanceOf(Float32Array);
    expect(sum(x)).toBe(3);
  });

  it("keeps integers and doubles of nested numbers exact", () => {
    expect(tensor([16777217], undefined, "int32").item()).toBe(16777217);
    expect(tensor([0.1], undefined, "float64").item()).toBe(0.1);
    expect(tensor([0.1]).item()).toBe(Math.fround(0.1));
  });

  it("iterates over the first axis, sharing memory", () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    const rows = [...x] as Tensor<"float32">[];
    expect(rows.map((row) => row.toArray())).toEqual([
      [1, 2],
      [3, 4],
    ]);
    rows[1].data[0] = 7;
    expect(x.toArray()).toEqual([
      [1, 2],
      [7, 4],
    ]);
    expect([...arange(3)]).toEqual([0, 1, 2]);
    expect([...zeros([2, 0])].map((row) => (row as Tensor).shape)).toEqual([[0], [0]]);
    expect(() => [...tensor(1)]).toThrow(
      new TypeError("Tensor: a scalar has no axis to iterate over, got shape []"),
    );
  });

  it("has toArray and item for every rank", () => {
    expect(tensor(5).toArray()).toBe(5);
    expect(tensor(5).item()).toBe(5);
    expect(arange(8).toArray()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(reshape(arange(8), [2, 2, 2]).toArray()).toEqual([
      [
        [0, 1],
        [2, 3],
      ],
      [
        [4, 5],
        [6, 7],
      ],
    ]);
    expect(zeros([0, 3]).toArray()).toEqual([]);
    expect(zeros([2, 0]).toArray()).toEqual([[], []]);
    expect(tensor(new BigInt64Array([1n])).toArray()).toEqual([1n]);
    expect(() => arange(2).item()).toThrow(
      new RangeError("item: the tensor must hold one element, got shape [2]"),
    );
  });

  it("loses its class in a worker's message and is taken all the same", () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    const sent = structuredClone({ ...x });
    expect(isTensor(sent)).toBe(false);
    expect(add(sent, x).toArray()).toEqual([
      [2, 4],
      [6, 8],
    ]);
    expect(asTensor("f", "x", structuredClone(x)).shape).toEqual([2, 2]);
  });

  it("says that a transferred tensor holds nothing", () => {
    const x = zeros([2]);
    structuredClone(x.data, { transfer: [x.data.buffer as ArrayBuffer] });
    expect(() => add(x, 1)).toThrow(new RangeError("add: a must hold 2 elements for shape [2], got 0"));
  });

  it("says that a transferred array holds nothing, and takes an empty one", () => {
    const data = new Float32Array(2);
    structuredClone(data, { transfer: [data.buffer] });
    const error = new TypeError("exp: x must not be detached or lie outside its buffer, got a Float32Array");
    expect(() => exp(data)).toThrow(error);
    expect(exp(new Float32Array(0)).shape).toEqual([0]);
    const shortened = `const buffer = new ArrayBuffer(16, { maxByteLength: 64 });
      const outside = new Float32Array(buffer, 8, 2);
      buffer.resize(8);
      outside`;
    const outside = runInNewContext(shortened) as Float32Array;
    expect(() => exp(outside)).toThrow(error);
    const view = runInNewContext("new DataView(new ArrayBuffer(8))") as never;
    expect(() => exp(view)).toThrow(TypeError);
  });

  it("takes no plain object of bools that holds another byte", () => {
    const bools = { data: Uint8Array.of(0, 1, 255), shape: [3], dtype: "bool" } as const;
    expect(() => add(bools, 1)).toThrow(
      new RangeError("add: a.data must hold 0 or 1 where dtype is bool, got 255"),
    );
    expect(add({ ...bools, data: Uint8Array.of(0, 1, 1) }, 1).toArray()).toEqual([1, 2, 2]);
  });

  it("is known to another copy of the module, and knows its tensors", async () => {
    const copy = "./tensor.ts?copy";
    const other = (await import(/* @vite-ignore */ copy)) as typeof import("./tensor.ts");
    expect(other.isTensor).not.toBe(isTensor);
    const theirs = other.makeTensor(Float32Array.of(1, 2), [2], "float32");
    expect(isTensor(theirs)).toBe(true);
    expect(other.isTensor(tensor([1]))).toBe(true);
    expect(theirs.constructor).not.toBe(tensor([1]).constructor);
    expect(add(theirs, 1).toArray()).toEqual([2, 3]);
  });

  it("shares memory where its function says so", () => {
    const x = arange(6);
    expect(reshape(x, [2, 3]).data).toBe(x.data);
    slice(x, 2, 4).data[0] = 50;
    expect(x.data[2]).toBe(50);
  });
});

describe("printing", () => {
  it.each([
    [
      tensor([
        [1, -2.5],
        [NaN, Infinity],
      ]),
      "Tensor float32 [2, 2]\n[[       1,     -2.5],\n [     NaN, Infinity]]",
    ],
    [tensor([0, -0]), "Tensor float32 [2]\n[ 0, -0]"],
    [tensor([1, 0], undefined, "bool"), "Tensor bool [2]\n[ true, false]"],
    [tensor(new BigInt64Array([-1n])), "Tensor int64 [1]\n[-1n]"],
    [tensor(3), "Tensor float32 []\n3"],
    [zeros([0]), "Tensor float32 [0]\n[]"],
    [zeros([1e6, 0]), "Tensor float32 [1000000, 0]\n[]"],
    [arange(1000), "Tensor float32 [1000]\n[  0,   1,   2, …, 997, 998, 999]"],
    [tensor(new Float64Array([1 / 3])), "Tensor float64 [1]\n[0.333333]"],
  ])("shows %#", (x, text) => {
    expect(String(x)).toBe(text);
    expect(inspect(x)).toBe(text);
  });

  it("shortens both axes of a large matrix", () => {
    const text = String(reshape(arange(1e6), [1000, 1000]));
    expect(text.split("\n")).toHaveLength(8);
    expect(text).toContain("[999000, 999001, 999002, …, 999997, 999998, 999999]");
  });

  it("names its class", () => {
    expect(Object.prototype.toString.call(tensor([1]))).toBe("[object Tensor]");
    expect(tensor([1]).constructor.name).toBe("Tensor");
  });
});
