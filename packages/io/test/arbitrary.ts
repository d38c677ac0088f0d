import type { DType, Tensor } from "@ngc/tensor";
import { allocate, makeTensor } from "@ngc/tensor/authoring";
import fc from "fast-check";
import { joined } from "../src/internal/joined.ts";
import { latin1 } from "./bytes.ts";

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

/**
 * How many mutants of a format's files a run tries: on Node 100,000, about 4 s of them, or `NGC_MUTANTS`;
 * in a page 2,000, for there the code is the same, and only what it calls is another's.
 */
export const MUTANTS = typeof process === "undefined" ? 2_000 : Number(process.env.NGC_MUTANTS ?? 100_000);

type Edit = (bytes: Uint8Array) => Uint8Array;

/** Somewhere in a file, modulo its length. */
const place = fc.integer({ min: 0, max: 0xffff });

/** Bytes that mean something to some format, and any others. */
const byte = fc.oneof(
  fc.nat(255),
  fc.constantFrom(...latin1("\0\x01\x7f\x80\xff{}[](),:'\"0123456789-.eLPK\\u")),
);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, byte).map(
    ([at, value]): Edit =>
      (bytes) =>
        bytes.map((old, i) => (i === at % bytes.length ? value : old)),
  ),
  fc.tuple(place, fc.nat(7)).map(
    ([at, bit]): Edit =>
      (bytes) =>
        bytes.map((old, i) => (i === at % bytes.length ? old ^ (1 << bit) : old)),
  ),
  // A stretch taken out, or one said twice.
  fc.tuple(place, fc.integer({ min: -8, max: 8 })).map(
    ([at, length]): Edit =>
      (bytes) =>
        spliced(bytes, at, new Uint8Array(0), length),
  ),
  fc.tuple(place, fc.uint8Array({ maxLength: 8 })).map(
    ([at, more]): Edit =>
      (bytes) =>
        spliced(bytes, at, more, 0),
  ),
);

/** `bytes` with `more` at a place, from which `skip` bytes are left out. */
function spliced(bytes: Uint8Array, at: number, more: Uint8Array, skip: number): Uint8Array {
  const start = at % (bytes.length + 1);
  return joined([bytes.subarray(0, start), more, bytes.subarray(Math.max(0, start + skip))]);
}

/** A file of those with one to four changes: bytes set, bits flipped, stretches taken out or said twice, bytes put in. */
export function mutantsOf(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(fc.constantFrom(...files), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([file, edits]) => edits.reduce((bytes, change) => change(bytes), file));
}
