import { type Tensor, tensor } from "@ngc/tensor";
import { expect, it } from "vitest";
import { codeOf } from "../../test/code-of.ts";
import { encode } from "../encode/envelope.ts";
import { HEADER_BYTES } from "../internal/ngc-format.ts";
import { decode } from "./envelope.ts";

/** Flax's bytes of an object. */
const bare = (object: unknown): Uint8Array => encode(object).subarray(HEADER_BYTES);

const chunk = (...elements: number[]): Tensor => tensor(elements);
const chunked = {
  __msgpack_chunked_array__: true,
  shape: { 0: 2, 1: 2 },
  chunks: { 0: chunk(1, 2, 3), 1: chunk(4) },
};

it("an array in chunks is one tensor, wherever it lies", () => {
  const whole = tensor([
    [1, 2],
    [3, 4],
  ]);
  expect(decode(bare(chunked))).toEqual(whole);
  expect(decode(bare([{ a: chunked }]))).toEqual([Object.assign(Object.create(null), { a: whole })]);
});

it("an empty axis and no axis are shapes like others", () => {
  const empty = decode(bare({ ...chunked, shape: { 0: 0, 1: 3 }, chunks: { 0: chunk() } })) as Tensor;
  expect(empty.shape).toEqual([0, 3]);
  const scalar = decode(bare({ ...chunked, shape: {}, chunks: { 0: chunk(7) } })) as Tensor;
  expect({ shape: scalar.shape, data: scalar.data }).toEqual({ shape: [], data: Float32Array.of(7) });
});

it("in a file of this package's own such an object stays what it was", () => {
  expect(Object.keys(decode(encode(chunked)) as object)).toEqual(Object.keys(chunked));
  expect(Object.keys(decode(encode({ __msgpack_chunked_array__: 1 })) as object)).toHaveLength(1);
});

it.each<[string, object, string]>([
  ["a mark that is not true", { __msgpack_chunked_array__: 1 }, "BAD_HEADER"],
  ["a further key", { dtype: "float32" }, "BAD_HEADER"],
  ["no chunks", { chunks: undefined }, "BAD_HEADER"],
  ["none among the chunks", { chunks: {} }, "BAD_HEADER"],
  ["chunks in an array", { chunks: [chunk(1, 2, 3, 4)] }, "BAD_HEADER"],
  [
    "chunks in a Map",
    {
      chunks: new Map([
        ["1", chunk(4)],
        ["0", chunk(1, 2, 3)],
      ]),
    },
    "BAD_HEADER",
  ],
  ["a chunk that is missing", { chunks: { 0: chunk(1, 2, 3), 2: chunk(4) } }, "BAD_HEADER"],
  ["a tensor for the chunks", { chunks: chunk(1, 2, 3, 4) }, "BAD_HEADER"],
  ["a number for the first chunk", { chunks: { 0: 4 } }, "SHAPE"],
  ["a chunk that is none", { chunks: { 0: chunk(1, 2, 3), 1: 4 } }, "SHAPE"],
  ["a chunk of two axes", { chunks: { 0: tensor([[1, 2]]), 1: chunk(3, 4) } }, "SHAPE"],
  ["chunks of two dtypes", { chunks: { 0: chunk(1, 2, 3), 1: tensor(Int32Array.of(4)) } }, "DTYPE"],
  ["fewer elements than the shape claims", { shape: { 0: 2, 1: 3 } }, "SHAPE"],
  ["a shape of 2^100 elements", { shape: { 0: 2 ** 50, 1: 2 ** 50 } }, "SHAPE"],
  ["a shape that is no object", { shape: [2, 2] }, "BAD_HEADER"],
  ["a negative length", { shape: { 0: -2, 1: -2 } }, "SHAPE"],
  ["a length that is no whole number", { shape: { 0: 1.6, 1: 2.5 } }, "SHAPE"],
  ["a length that is text", { shape: { 0: "2", 1: 2 } }, "SHAPE"],
  ["a length that is an object", { shape: { 0: {}, 1: 2 } }, "SHAPE"],
  ["33 axes", { shape: Object.fromEntries(Array.from({ length: 33 }, (_, i) => [i, 1])) }, "LIMIT"],
])("with %s an array in chunks is refused", (_, part, code) => {
  expect(codeOf(() => decode(bare({ ...chunked, ...part })))).toBe(code);
});
