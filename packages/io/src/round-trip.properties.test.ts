import { decode as unpackMessage } from "@msgpack/msgpack";
import fc from "fast-check";
import { expect, it } from "vitest";
import { tensors } from "../test/arbitrary.ts";
import { codeOf } from "../test/code-of.ts";
import { shown } from "../test/shown.ts";
import { decode } from "./decode/envelope.ts";
import { decodeIdx } from "./decode/idx.ts";
import { encode } from "./encode/envelope.ts";
import { FormatError } from "./format-error.ts";

const leaves = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(0, -0, undefined, null, true, false),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
  fc.string({ unit: "binary" }),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array(),
  fc.int16Array(),
  fc.float32Array(),
  fc.bigInt64Array(),
  tensors,
);

const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaves,
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(fc.string({ unit: "binary" }), tie("value"), { noNullPrototype: false, maxKeys: 5 }),
    fc
      .array(fc.tuple(fc.oneof(fc.string(), fc.integer()), tie("value")), { maxLength: 5 })
      .map((pairs) => new Map(pairs)),
    fc
      .array(fc.oneof(fc.string(), fc.bigInt({ min: 0n, max: 9n })), { maxLength: 5 })
      .map((items) => new Set(items)),
  ),
}));

it("decode gives back what encode took", () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(shown(decode(encode(value)))).toEqual(shown(value));
    }),
    { numRuns: 500 },
  );
});

it("encoding what was decoded gives the same bytes", () => {
  fc.assert(
    fc.property(values, (value) => {
      const bytes = encode(value);
      expect(encode(decode(bytes))).toEqual(bytes);
    }),
    { numRuns: 200 },
  );
});

it("what encode writes within its limits decode reads within the same", () => {
  fc.assert(
    fc.property(values, fc.nat(120), fc.nat(3), fc.nat(2), (value, most, depth, tensorsAtMost) => {
      const options = { limits: { values: most, depth, tensors: tensorsAtMost, rank: 2, input: 2000 } };
      fc.pre(codeOf(() => encode(value, options)) === "no error");
      expect(shown(decode(encode(value), options))).toEqual(shown(value));
    }),
    { numRuns: 500 },
  );
});

it("plain data are read as @msgpack's decoder reads them", () => {
  const strings = fc.string({ unit: "binary", maxLength: 50 });
  const plain = fc.jsonValue().filter((value) => !JSON.stringify(value).includes("__proto__"));
  fc.assert(
    fc.property(fc.tuple(plain, strings), (value) => {
      const body = encode(value).subarray(24);
      expect(shown(decode(body))).toEqual(shown(unpackMessage(body)));
    }),
    { numRuns: 300 },
  );
});

it("any bytes give a value or a FormatError", () => {
  const onlyFormatErrors = (call: () => unknown): void => {
    try {
      call();
    } catch (error) {
      expect(error).toBeInstanceOf(FormatError);
    }
  };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      onlyFormatErrors(() => decode(bytes));
      onlyFormatErrors(() => decodeIdx(bytes));
    }),
    { numRuns: 2000 },
  );
});

it("a bare document with some bytes changed gives a value or a FormatError, and touches no prototype", () => {
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(values, changes, (value, edits) => {
      const body = encode(value).slice(24);
      for (const [at, byte] of edits) body[at % body.length] = byte;
      const outcome = codeOf(() => decode(body));
      expect(outcome === "no error" || outcome === outcome.toUpperCase(), outcome).toBe(true);
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});
