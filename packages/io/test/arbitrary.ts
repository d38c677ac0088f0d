import type { DType, Tensor } from "@ngc/tensor";
import { allocate, makeTensor } from "@ngc/tensor/authoring";
import fc from "fast-check";

const DTYPES: DType[] = ["float32", "float64", "int32", "uint32", "uint8", "bool", "int64", "uint64"];

/** Tensors of any bits, but 0 and 1 for bools. */
export const tensors: fc.Arbitrary<Tensor> = fc
  .tuple(fc.constantFrom(...DTYPES), fc.array(fc.nat(4), { maxLength: 4 }))
  .chain(([dtype, shape]) => {
    const data = allocate(
      dtype,
      shape.reduce((size, length) => size * length, 1),
    );
    return fc.uint8Array({ minLength: data.byteLength, maxLength: data.byteLength }).map((bytes) => {
      const elements = allocate(dtype, data.length);
      new Uint8Array(elements.buffer).set(dtype === "bool" ? bytes.map((byte) => byte & 1) : bytes);
      return makeTensor(elements as never, shape, dtype) as Tensor;
    });
  });

/** How many mutants of a format's files a run tries; `NGC_MUTANTS=100000` for a long one. */
export const MUTANTS = Number(process.env.NGC_MUTANTS ?? 10_000);

type Edit = (bytes: Uint8Array) => Uint8Array;

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** Bytes that mean something to some format, and any others. */
const byte = fc.oneof(
  fc.nat(255),
  fc.constantFrom(...Buffer.from("\0\x01\x7f\x80\xff{}[](),:'\"0123456789-.eLPK\\u")),
);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, byte).map(
    ([at, value]): Edit =>
      (bytes) =>
        bytes.map((old, i) => (i === Math.floor(at * bytes.length) ? value : old)),
  ),
  fc.tuple(place, fc.nat(7)).map(
    ([at, bit]): Edit =>
      (bytes) =>
        bytes.map((old, i) => (i === Math.floor(at * bytes.length) ? old ^ (1 << bit) : old)),
  ),
  fc.tuple(place, place).map(
    ([from, to]): Edit =>
      (bytes) => {
        const [start, end] = [from, to].map((at) => Math.floor(at * bytes.length));
        return new Uint8Array(Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]));
      },
  ),
  fc.tuple(place, fc.uint8Array({ maxLength: 8 })).map(
    ([at, more]): Edit =>
      (bytes) => {
        const start = Math.floor(at * bytes.length);
        return new Uint8Array(Buffer.concat([bytes.subarray(0, start), more, bytes.subarray(start)]));
      },
  ),
);

/** A file of those with one to four changes: bytes set, bits flipped, stretches taken out or doubled, bytes put in. */
export function mutantsOf(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(fc.constantFrom(...files), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([file, edits]) => edits.reduce((bytes, change) => change(bytes), file));
}
